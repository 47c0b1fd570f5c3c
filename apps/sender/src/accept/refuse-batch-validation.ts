import { ApiError } from '@sesame/lambda';

/**
 * Refuses a single e-mail whose headers ask for what only batches know: whoever sends that meant another route.
 * @throws ApiError `validation_error`
 */
export function refuseBatchValidation(headers: Record<string, string>): void {
  if (headers['x-batch-validation'] === undefined) return;
  throw new ApiError(
    'validation_error',
    'The header x-batch-validation is for POST /emails/batch, and this sends one e-mail.',
    { field: 'x-batch-validation' },
  );
}
