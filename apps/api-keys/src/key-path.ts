import { isUuid } from '@sesame/email';
import { ApiError } from '@sesame/lambda';
import type { StoredKey } from './key-row';
import type { KeyTable } from './key-table';

/**
 * The key of this connection that a path names by its id.
 * @throws ApiError `validation_error` for what is no id, `not_found` where there is no such key
 */
export async function keyOfPath(
  keys: Pick<KeyTable, 'find'>,
  { id = '' }: Record<string, string>,
  connection: string,
): Promise<StoredKey> {
  if (!isUuid(id)) {
    throw new ApiError('validation_error', 'An API key is named by its id, a UUID, and never by the key itself.', {
      field: 'id',
    });
  }
  const stored = await keys.find(id.toLowerCase(), connection);
  if (stored === undefined) throw noSuchKey();
  return stored;
}

export function noSuchKey(): ApiError {
  return new ApiError('not_found', 'There is no API key with this id.');
}
