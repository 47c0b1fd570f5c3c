import * as z from 'zod';
import { AwsError } from '../aws-error';
import { operation } from '../operation';
import { onIdentity } from './access';
import { dkimAttributes } from './dkim-attributes';
import { isDomain, parseMailbox } from './message/mailbox';
import type { Ses } from './ses';

export const createEmailIdentity = operation<Ses>()({
  name: 'CreateEmailIdentity',
  documentation: 'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateEmailIdentity.html',
  http: { method: 'POST', path: '/v2/email/identities' },
  input: z.strictObject({ EmailIdentity: z.string() }),
  access: (_, input) => [onIdentity('ses:CreateEmailIdentity', input.EmailIdentity)],
  run({ identities }, { EmailIdentity: name }) {
    // That SES answers a name that is none with these words is unverified.
    if (!isDomain(name) && parseMailbox(name)?.address !== name)
      throw new AwsError('BadRequestException', `Invalid email identity ${name}.`);
    const identity = identities.create(name);
    return { IdentityType: identity.type, VerifiedForSendingStatus: false, DkimAttributes: dkimAttributes(identity) };
  },
});
