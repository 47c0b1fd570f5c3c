import { ServiceException } from '@smithy/core/client';
import type { HttpResponse } from '@smithy/core/protocols';

type Options = ConstructorParameters<typeof ServiceException>[0];

/** Makes an error of its class; `members` are what the service says beside the message. */
export type ExceptionClasses = Readonly<
  Record<string, (options: Omit<Options, 'name' | '$fault'>, members: Record<string, unknown>) => ServiceException>
>;

/** The error in an answer of another status than 2xx: of its own class, if code tells it by that, or a ServiceException with its name. */
export function exceptionOf(
  { statusCode, headers }: HttpResponse,
  answer: Record<string, unknown>,
  classes: ExceptionClasses,
): ServiceException {
  const name = nameIn(headers['x-amzn-errortype'] ?? answer['__type'] ?? answer['code']) ?? `UnknownError`;
  const message = textIn(answer['message'] ?? answer['Message']) ?? 'UnknownError';
  const requestId = headers['x-amzn-requestid'];
  const $metadata = { httpStatusCode: statusCode, ...(requestId !== undefined && { requestId }) };
  const make = Object.hasOwn(classes, name) ? classes[name] : undefined;
  if (make) return make({ message, $metadata }, answer);
  return new ServiceException({ name, message, $metadata, $fault: statusCode >= 500 ? 'server' : 'client' });
}

/** `com.amazonaws.dynamodb.v20120810#ThrottlingException` and `ThrottlingException:http://…` are both of that name. */
function nameIn(said: unknown): string | undefined {
  return textIn(said)?.replace(/^.*#/, '').split(':')[0];
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
