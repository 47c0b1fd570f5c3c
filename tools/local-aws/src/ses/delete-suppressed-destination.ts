import * as z from 'zod';
import { operation } from '../operation';
import { onAccount } from './access';
import type { Ses } from './ses';

export const deleteSuppressedDestination = operation<Ses>()({
  name: 'DeleteSuppressedDestination',
  documentation: 'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_DeleteSuppressedDestination.html',
  http: { method: 'DELETE', path: '/v2/email/suppression/addresses/{EmailAddress}' },
  input: z.strictObject({ EmailAddress: z.string() }),
  access: () => [onAccount('ses:DeleteSuppressedDestination')],
  run({ suppressionList, requestRate }, input) {
    requestRate('DeleteSuppressedDestination');
    suppressionList.remove(input.EmailAddress);
    return {};
  },
});
