import { ApiError, type FieldError } from '@sesame/lambda';

const mostErrors = 20;

/** The refusal of an e-mail as that of an entry of a batch: its fields are `[3].to`, and `index` says which it is. */
export function asBatchEntry({ errorName, message, details }: ApiError, index: number): ApiError {
  const { field, errors, extensions, ...rest } = details;
  return new ApiError(errorName, message, {
    ...rest,
    field: fieldOf(index, field),
    ...(errors && { errors: errors.map((error) => ({ ...error, field: fieldOf(index, error.field) })) }),
    extensions: { ...extensions, index },
  });
}

/** The refusal of a whole batch because of these entries: that of the first one, with what is wrong with all of them. */
export function refusalOfBatch(entries: readonly ApiError[]): ApiError | undefined {
  const [first] = entries;
  if (!first) return undefined;
  const index = String(first.details.extensions?.['index']);
  const message =
    `Nothing of the batch was accepted, because of its entry ${index}: ${first.message} ` +
    'With the header "x-batch-validation: permissive" the other entries are sent.';
  const errors = entries.flatMap(fieldErrorsOf).slice(0, mostErrors);
  return new ApiError(first.errorName, message, { ...first.details, errors });
}

function fieldErrorsOf({ message, details: { field = '', errors, reason } }: ApiError): FieldError[] {
  return errors ?? [{ field, message, ...(reason !== undefined && { reason }) }];
}

function fieldOf(index: number, field: string | undefined): string {
  if (field === undefined || field === '') return `[${index}]`;
  return field.startsWith('[') ? `[${index}]${field}` : `[${index}].${field}`;
}
