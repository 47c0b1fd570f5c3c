import { partition } from '@aws-sdk/core/client';

/** What Lambda tells a function, as variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the SDK would heed and this does not. */
const unheeded = ['AWS_USE_FIPS_ENDPOINT', 'AWS_USE_DUALSTACK_ENDPOINT'];

/** @throws an Error when Lambda has not said where it runs */
export function regionOf(environment: Environment): string {
  const region = environment['AWS_REGION'] ?? '';
  if (region === '') throw new Error('AWS_REGION is not set, so there is no region to call.');
  return region;
}

/**
 * Where a service is called: where a variable says (`AWS_ENDPOINT_URL_DYNAMODB`, `AWS_ENDPOINT_URL`), or at its address in the
 * function's region.
 * @throws an Error for endpoints of other kinds, which would be called without anybody's noticing that they are not
 */
export function endpointOf(service: string, environment: Environment): URL {
  for (const name of unheeded)
    if (environment[name] === 'true')
      throw new Error(`${name} is not supported: docs/decisions/0083 says how it could be.`);
  const told = environment[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] ?? environment['AWS_ENDPOINT_URL'];
  if (told !== undefined && told !== '') return new URL(told);
  const region = regionOf(environment);
  return new URL(`https://${service}.${region}.${partition(region).dnsSuffix}`);
}

/**
 * The temporary credentials of the function's role, which are the same for as long as its process lives.
 * @throws a CredentialsProviderError when there are none, or only a long-lived key
 */
export function credentialsOf(environment: Environment) {
  const accessKeyId = environment['AWS_ACCESS_KEY_ID'];
  const secretAccessKey = environment['AWS_SECRET_ACCESS_KEY'];
  const sessionToken = environment['AWS_SESSION_TOKEN'];
  if (accessKeyId === undefined || secretAccessKey === undefined || sessionToken === undefined)
    throw new CredentialsProviderError('There are no temporary credentials of a role in the environment.');
  return { accessKeyId, secretAccessKey, sessionToken };
}

class CredentialsProviderError extends Error {
  override readonly name = 'CredentialsProviderError';
}
