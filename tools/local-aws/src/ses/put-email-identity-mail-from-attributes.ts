import * as z from 'zod';
import { AwsError } from '../aws-error';
import { operation } from '../operation';
import { onIdentity } from './access';
import { constraintError } from './constraint-error';
import { domainOf, isDomain } from './message/mailbox';
import type { Ses } from './ses';

const behaviors = ['USE_DEFAULT_VALUE', 'REJECT_MESSAGE'] as const;

export const putEmailIdentityMailFromAttributes = operation<Ses>()({
  name: 'PutEmailIdentityMailFromAttributes',
  documentation: 'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_PutEmailIdentityMailFromAttributes.html',
  http: { method: 'PUT', path: '/v2/email/identities/{EmailIdentity}/mail-from' },
  input: z.strictObject({
    EmailIdentity: z.string(),
    MailFromDomain: z.string().optional(),
    BehaviorOnMxFailure: z.string().default('USE_DEFAULT_VALUE'),
  }),
  access: (_, input) => [onIdentity('ses:PutEmailIdentityMailFromAttributes', input.EmailIdentity)],
  run({ identities }, { EmailIdentity, MailFromDomain, BehaviorOnMxFailure }) {
    const { name } = identities.required(EmailIdentity);
    const behaviorOnMxFailure = behaviors.find((behavior) => behavior === BehaviorOnMxFailure);
    if (!behaviorOnMxFailure)
      throw constraintError('behaviorOnMxFailure', `Member must satisfy enum value set: [${behaviors.join(', ')}]`);
    const domain = MailFromDomain?.toLowerCase();
    if (domain) checkIsSubdomain(domain, domainOf(name));
    identities.setMailFrom(name, domain ? { domain, behaviorOnMxFailure } : undefined);
    return {};
  },
});

/**
 * The words of the refusals are unverified, that a MAIL FROM domain must be a subdomain is not (AWS documentation:
 * Using a custom MAIL FROM domain).
 */
function checkIsSubdomain(mailFromDomain: string, identityDomain: string): void {
  if (isDomain(mailFromDomain) && mailFromDomain.endsWith(`.${identityDomain}`)) return;
  throw new AwsError(
    'BadRequestException',
    `Provided MAIL-FROM domain <${mailFromDomain}> is not subdomain of the domain of the identity <${identityDomain}>.`,
  );
}
