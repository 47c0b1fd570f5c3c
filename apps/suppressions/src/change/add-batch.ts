import { matchingAddress } from '@sesame/email';
import { parseInput, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import type { SuppressionTable } from '@sesame/suppression';
import * as z from 'zod/mini';
import { doInBatch, mostInBatch } from './batch';
import { address, endOf, expiresAt } from './manual-request';

/** The body of `POST /suppressions/batch/add`. */
export const addBatchRequest = z.strictObject({
  emails: z.array(address).check(z.minLength(1), z.maxLength(mostInBatch)),
  expires_at: z.optional(expiresAt),
  sync_to_ses: z.prefault(z.boolean(), true),
});

/**
 * `POST /suppressions/batch/add {emails, expires_at?, sync_to_ses?}`: puts up to 100 addresses on the list, all or, where
 * one of them is refused, none. SES's own list follows, unless `sync_to_ses` is false.
 */
export function addBatch(suppressions: Pick<SuppressionTable, 'addManual'>) {
  return async ({ holder: { connection }, body, now }: ApiRequest): Promise<ApiAnswer> => {
    const { emails, expires_at, sync_to_ses: sync } = parseInput(addBatchRequest, body);
    const options = { connection, now, ...endOf(expires_at, now), tellSes: sync && ('bulk' as const) };
    const data = await doInBatch(emails, matchingAddress, async (email) => {
      const { id } = await suppressions.addManual(email, options);
      return { object: 'suppression' as const, id };
    });
    return { body: { data } };
  };
}
