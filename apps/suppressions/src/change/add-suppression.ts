import { parseInput, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import type { SuppressionTable } from '@sesame/suppression';
import * as z from 'zod/mini';
import { address, endOf, expiresAt } from './manual-request';

/** The body of `POST /suppressions`. */
export const addRequest = z.strictObject({ email: address, expires_at: z.optional(expiresAt) });

/**
 * `POST /suppressions {email, expires_at?}`: puts an address on the list for all mail, for good or until a time; one that
 * is on it stays, under the same id.
 */
export function addSuppression(suppressions: Pick<SuppressionTable, 'addManual'>) {
  return async ({ holder: { connection }, body, now }: ApiRequest): Promise<ApiAnswer> => {
    const { email, expires_at } = parseInput(addRequest, body);
    const { id } = await suppressions.addManual(email, { connection, now, ...endOf(expires_at, now) });
    return { body: { object: 'suppression', id } };
  };
}
