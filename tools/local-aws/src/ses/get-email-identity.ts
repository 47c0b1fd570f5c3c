import * as z from 'zod';
import { operation } from '../operation';
import { onIdentity } from './access';
import { dkimAttributes } from './dkim-attributes';
import type { MailFrom } from './identities';
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
      MailFromAttributes: mailFromAttributes(identities.mailFromOf(identity.name)),
      Policies: {},
      Tags: [],
    };
  },
});

function mailFromAttributes(mailFrom: MailFrom | undefined): object {
  if (!mailFrom) return { BehaviorOnMxFailure: 'USE_DEFAULT_VALUE' };
  const { domain, status, behaviorOnMxFailure } = mailFrom;
  return { MailFromDomain: domain, MailFromDomainStatus: status, BehaviorOnMxFailure: behaviorOnMxFailure };
}
