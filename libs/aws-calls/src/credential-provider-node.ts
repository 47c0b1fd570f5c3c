/**
 * Stands in the place of `@aws-sdk/credential-provider-node` where the SDK's clients of SES and S3 are bundled into a function: the
 * temporary credentials of the function's role, as Lambda leaves them in the environment, and nothing else. What the SDK would look for
 * besides (profiles, files, single sign-on, other services of the machine) there is none of in a function, or it is nothing for it.
 */
import { credentialsOf } from './surroundings';

/** @throws a CredentialsProviderError, when asked, where there are none, or only a long-lived key */
export function defaultProvider() {
  return async () => credentialsOf(process.env);
}
