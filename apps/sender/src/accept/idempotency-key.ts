import { ApiError } from '@sesame/lambda';

const mostCharacters = 256;

/**
 * The key of the header `Idempotency-Key`, if there is one.
 * @throws ApiError `invalid_idempotency_key` for one that is not 1 to 256 characters long
 */
export function idempotencyKeyIn(headers: Record<string, string>): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined || (key.length >= 1 && key.length <= mostCharacters)) return key;
  throw new ApiError(
    'invalid_idempotency_key',
    `The header Idempotency-Key must have 1 to ${mostCharacters} characters, and this one has ${key.length}. ` +
      'Use one that is the same whenever you try this message again, such as the id of what it is about.',
    { field: 'Idempotency-Key' },
  );
}
