import * as z from 'zod';
import { operation } from '../operation';
import { onAccount } from './access';
import type { Ses } from './ses';

export const getSuppressedDestination = operation<Ses>()({
  name: 'GetSuppressedDestination',
  documentation: 'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetSuppressedDestination.html',
  http: { method: 'GET', path: '/v2/email/suppression/addresses/{EmailAddress}' },
  input: z.strictObject({ EmailAddress: z.string() }),
  access: () => [onAccount('ses:GetSuppressedDestination')],
  run({ suppressionList, requestRate }, input) {
    requestRate('GetSuppressedDestination');
    const entry = suppressionList.required(input.EmailAddress);
    return {
      SuppressedDestination: {
        EmailAddress: entry.emailAddress,
        Reason: entry.reason,
        LastUpdateTime: entry.lastUpdateTime / 1000,
        ...(entry.messageId !== undefined && {
          Attributes: { MessageId: entry.messageId, FeedbackId: entry.feedbackId },
        }),
      },
    };
  },
});
