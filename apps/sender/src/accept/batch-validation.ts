import { ApiError } from '@sesame/lambda';

/** What one bad entry means to a batch: that nothing is sent, or that the others are. */
export type BatchValidation = 'strict' | 'permissive';

/**
 * What the header `x-batch-validation` asks for; `strict` without it.
 * @throws ApiError `validation_error` for another word
 */
export function batchValidationIn(headers: Record<string, string>): BatchValidation {
  const asked = headers['x-batch-validation'] ?? 'strict';
  if (asked === 'strict' || asked === 'permissive') return asked;
  throw new ApiError('validation_error', 'The header x-batch-validation must be "strict" or "permissive".', {
    field: 'x-batch-validation',
  });
}
