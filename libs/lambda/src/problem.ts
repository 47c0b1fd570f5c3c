import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { ApiError } from './api-error';
import { isDependencyFailure } from './dependency-failure';
import { errors } from './error-names';
import { log } from './log';
import { nameOfError } from './name-of-error';

const retryAfterSeconds = 5;

/**
 * The answer to a request that failed: a problem document (RFC 9457) that also has Resend's `name`, `message` and
 * `statusCode`. What was not foreseen is logged by its name and where it was thrown, never by its message, which may hold
 * what somebody wrote.
 */
export function problemAnswer(error: unknown, requestId: string): APIGatewayProxyStructuredResultV2 {
  const { errorName, message, details } = refusalOf(error);
  const { status, title } = errors[errorName];
  const { field, reason, errors: fieldErrors, extensions } = details;

  return {
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json',
      ...(details.retryAfterSeconds === undefined ? {} : { 'retry-after': String(details.retryAfterSeconds) }),
    },
    body: JSON.stringify({
      ...extensions,
      type: `urn:sesame:problem:${errorName}`,
      title,
      status,
      detail: message,
      instance: requestId,
      ...(field === undefined ? {} : { field }),
      ...(reason === undefined ? {} : { reason }),
      ...(fieldErrors === undefined ? {} : { errors: fieldErrors }),
      name: errorName,
      message,
      statusCode: status,
    }),
  };
}

function refusalOf(error: unknown): ApiError {
  if (error instanceof ApiError) return error;

  const name = nameOfError(error);
  if (isDependencyFailure(error)) {
    log.warn('dependency failed', { error: name });
    return new ApiError(
      'application_error',
      'Something this request needs does not answer at the moment. Nothing was decided about it; please try again.',
      { retryAfterSeconds },
    );
  }
  log.error('unexpected error', { error: name, at: framesOf(error) });
  return new ApiError('internal_server_error', 'Something went wrong in Sesame, and it was logged. Please try again.');
}

/** Where an error was thrown, without the error's message. */
function framesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  return (error.stack ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, 5);
}
