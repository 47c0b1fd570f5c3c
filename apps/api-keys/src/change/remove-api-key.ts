import { ApiError, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import { keyOfPath } from '../key-path';
import type { KeyTable } from '../key-table';

/** `DELETE /api-keys/{id}`: nobody can use the key any more, within 60 seconds; also the caller's own. */
export function removeApiKey(keys: Pick<KeyTable, 'find' | 'remove'>) {
  return async ({ holder: { connection }, pathParameters }: ApiRequest): Promise<ApiAnswer> => {
    const stored = await keyOfPath(keys, pathParameters, connection);
    switch (await keys.remove(stored, connection)) {
      case 'removed':
        return { body: { object: 'api_key', id: stored.key.id, deleted: true } };
      case 'last-with-full-access':
        throw new ApiError(
          'last_full_access_key',
          'This is the last API key with full access: without it nobody could create another. Create one first.',
        );
      case 'contended':
        throw new ApiError('application_error', 'Keys are being changed at the moment. Please try again.', {
          retryAfterSeconds: 1,
        });
    }
  };
}
