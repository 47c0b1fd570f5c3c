import * as z from 'zod';
import { operation } from '../operation';
import { onIdentity } from './access';
import type { Ses } from './ses';

export const deleteEmailIdentity = operation<Ses>()({
  name: 'DeleteEmailIdentity',
  documentation: 'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_DeleteEmailIdentity.html',
  http: { method: 'DELETE', path: '/v2/email/identities/{EmailIdentity}' },
  input: z.strictObject({ EmailIdentity: z.string() }),
  access: (_, input) => [onIdentity('ses:DeleteEmailIdentity', input.EmailIdentity)],
  run({ identities }, input) {
    identities.remove(identities.required(input.EmailIdentity).name);
    return {};
  },
});
