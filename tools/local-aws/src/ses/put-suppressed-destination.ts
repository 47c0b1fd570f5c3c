import * as z from 'zod';
import { operation } from '../operation';
import { onAccount } from './access';
import { readMailbox } from './message/mailbox';
import type { Ses } from './ses';
import { readSuppressionReason } from './suppression-reason';

export const putSuppressedDestination = operation<Ses>()({
  name: 'PutSuppressedDestination',
  documentation: 'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_PutSuppressedDestination.html',
  http: { method: 'PUT', path: '/v2/email/suppression/addresses' },
  input: z.strictObject({ EmailAddress: z.string(), Reason: z.string() }),
  access: () => [onAccount('ses:PutSuppressedDestination')],
  run({ suppressionList, requestRate, clock }, input) {
    requestRate('PutSuppressedDestination');
    suppressionList.put({
      emailAddress: readMailbox(input.EmailAddress).address,
      reason: readSuppressionReason(input.Reason),
      lastUpdateTime: clock.now(),
    });
    return {};
  },
});
