import type { ErrorName } from './error-names';

/**
 * One thing that is wrong with one field; `field` is a path such as `to[1]` or `tags[0].name`. `reason` is a word for
 * programs, such as `line_break`, where one name of an error has several.
 */
export type FieldError = { field: string; message: string; reason?: string };

export type ApiErrorDetails = {
  /** The first field that is wrong. */
  field?: string;
  /** Why, in a word for programs, where one name of an error has several reasons. */
  reason?: string;
  /** Everything that is wrong, the first one included. */
  errors?: FieldError[];
  /** Sent as the header Retry-After. */
  retryAfterSeconds?: number;
  /** Further members of the problem document, such as the recipients that are suppressed. */
  extensions?: Record<string, unknown>;
};

/**
 * A refusal meant for the caller. Its message is sent as it is: it says what is wrong and what to do about it. It may hold
 * what the caller sent, so it is never logged.
 */
export class ApiError extends Error {
  constructor(
    readonly errorName: ErrorName,
    message: string,
    readonly details: ApiErrorDetails = {},
  ) {
    super(message);
    this.name = 'ApiError';
  }
}
