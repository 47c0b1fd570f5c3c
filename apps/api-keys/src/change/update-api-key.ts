import { parseInput, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import * as z from 'zod/mini';
import { keyName } from '../key-name';
import { keyOfPath, noSuchKey } from '../key-path';
import type { KeyTable } from '../key-table';
import { resendUnconfirmed } from '../resend-unconfirmed';

/** The body of `PATCH /api-keys/{id}`. */
export const updateRequest = z
  .strictObject({ name: z.optional(keyName), resend_unconfirmed: z.optional(resendUnconfirmed) })
  .check(
    z.refine(({ name, resend_unconfirmed }) => name !== undefined || resend_unconfirmed !== undefined, {
      error: 'is missing, and so is "resend_unconfirmed": send one of them or both',
      path: ['name'],
    }),
  );

/**
 * `PATCH /api-keys/{id} {name, resend_unconfirmed}`: another name, or another wish for e-mail of which nobody can tell whether
 * it was sent. What a key may do never changes: that takes a new key.
 */
export function updateApiKey(keys: Pick<KeyTable, 'find' | 'update'>) {
  return async ({ holder: { connection }, body, pathParameters }: ApiRequest): Promise<ApiAnswer> => {
    const { name, resend_unconfirmed } = parseInput(updateRequest, body);
    const stored = await keyOfPath(keys, pathParameters, connection);
    const change = {
      ...(name !== undefined && { name }),
      ...(resend_unconfirmed !== undefined && { resendUnconfirmed: resend_unconfirmed }),
    };
    if (!(await keys.update(stored, change))) throw noSuchKey();
    return { body: { object: 'api_key', id: stored.key.id } };
  };
}
