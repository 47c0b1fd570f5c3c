import { ApiError } from '@sesame/lambda';

/**
 * Refuses a request whose headers ask for something that would not be done.
 * @throws ApiError `validation_error`
 */
export function refuseUnknownWishes(headers: Record<string, string>): void {
  if (headers['x-batch-validation'] !== undefined) {
    throw refusal('x-batch-validation', 'The header x-batch-validation is for batches, and this sends one e-mail.');
  }
  const stream = headers['sesame-stream'];
  if (stream !== undefined && stream !== 'transactional') {
    throw refusal('Sesame-Stream', 'The header Sesame-Stream must be "transactional", or left out.');
  }
}

function refusal(field: string, message: string): ApiError {
  return new ApiError('validation_error', message, { field });
}
