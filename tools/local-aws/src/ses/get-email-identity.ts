import * as z from 'zod';
import { operation } from '../operation';
import { onIdentity } from './access';
import { dkimTokens } from './dkim-tokens';
import type { Identity } from './identities';
import type { Ses } from './ses';

export const getEmailIdentity = operation<Ses>()({
  name: 'GetEmailIdentity',
  documentation: 'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetEmailIdentity.html',
  http: { method: 'GET', path: '/v2/email/identities/{EmailIdentity}' },
  input: z.strictObject({ EmailIdentity: z.string() }),
  access: (_, input) => [onIdentity('ses:GetEmailIdentity', input.EmailIdentity)],
  run({ identities }, input) {
    const identity = identities.required(input.EmailIdentity);
    return {
      IdentityType: identity.type,
      FeedbackForwardingStatus: true,
      VerifiedForSendingStatus: identity.verificationStatus === 'SUCCESS',
      VerificationStatus: identity.verificationStatus,
      DkimAttributes: dkimAttributes(identity),
      MailFromAttributes: { BehaviorOnMxFailure: 'USE_DEFAULT_VALUE' },
      Policies: {},
      Tags: [],
    };
  },
});

/** A domain is verified through its DKIM records, so both have one status; an address has no keys of its own. */
function dkimAttributes({ name, type, verificationStatus }: Identity): object {
  const origin = { SigningAttributesOrigin: 'AWS_SES', NextSigningKeyLength: 'RSA_2048_BIT' };
  if (type === 'EMAIL_ADDRESS') return { SigningEnabled: false, Status: 'NOT_STARTED', ...origin };
  return { SigningEnabled: true, Status: verificationStatus, Tokens: dkimTokens(name), ...origin };
}
