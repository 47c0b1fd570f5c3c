import { dkimTokens } from './dkim-tokens';
import type { Identity } from './identities';

/** A domain is verified through its DKIM records, so both have one status; an address has no keys of its own. */
export function dkimAttributes({ name, type, verificationStatus }: Identity): object {
  const origin = { SigningAttributesOrigin: 'AWS_SES', NextSigningKeyLength: 'RSA_2048_BIT' };
  if (type === 'EMAIL_ADDRESS') return { SigningEnabled: false, Status: 'NOT_STARTED', ...origin };
  return { SigningEnabled: true, Status: verificationStatus, Tokens: dkimTokens(name), ...origin };
}
