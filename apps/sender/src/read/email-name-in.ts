import { isUuid } from '@sesame/email';
import { ApiError, type ApiRequest } from '@sesame/lambda';
import type { EmailName } from '../email-change';

/**
 * Which e-mail of the caller's connection a request is about.
 * @throws ApiError `validation_error` when its path holds no id
 */
export function emailNameIn({ holder: { connection }, pathParameters }: ApiRequest): EmailName {
  const id = pathParameters['id'] ?? '';
  if (isUuid(id)) return { connection, id: id.toLowerCase() };
  throw new ApiError('validation_error', 'The id of an e-mail is a UUID, as POST /emails answered it.', {
    field: 'id',
  });
}

export function noSuchEmail(): ApiError {
  return new ApiError('not_found', 'There is no e-mail with this id.');
}
