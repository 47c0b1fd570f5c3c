import { parseInput, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import * as z from 'zod/mini';
import { keyName } from '../key-name';
import { keyOfPath, noSuchKey } from '../key-path';
import type { KeyTable } from '../key-table';

/** The body of `PATCH /api-keys/{id}`. */
export const renameRequest = z.strictObject({ name: keyName });

/** `PATCH /api-keys/{id} {name}`: another name. What a key may do never changes: that takes a new key. */
export function renameApiKey(keys: Pick<KeyTable, 'find' | 'rename'>) {
  return async ({ holder: { connection }, body, pathParameters }: ApiRequest): Promise<ApiAnswer> => {
    const { name } = parseInput(renameRequest, body);
    const stored = await keyOfPath(keys, pathParameters, connection);
    if (!(await keys.rename(stored, name))) throw noSuchKey();
    return { body: { object: 'api_key', id: stored.key.id } };
  };
}
