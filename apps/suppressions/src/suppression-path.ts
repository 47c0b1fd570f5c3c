import { isUuid } from '@sesame/email';
import { ApiError } from '@sesame/lambda';

/**
 * The id or e-mail address that a path names (the API decodes it). An address is taken as it is: feedback may have put
 * one on the list that nobody could send to.
 * @throws ApiError `validation_error` for what is neither
 */
export function idOrEmailOf({ suppression = '' }: Record<string, string>): string {
  if (isUuid(suppression) || suppression.includes('@')) return suppression;
  throw new ApiError('validation_error', 'A suppression is named by its id, a UUID, or by its e-mail address.', {
    field: 'suppression',
  });
}

/** The refusal for what is not on the list. */
export function notOnTheList(): ApiError {
  return new ApiError('not_found', 'This id or e-mail address is not on the suppression list.');
}
