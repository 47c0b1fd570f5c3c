import type { DeliveryError, HeldReason } from '../email';

/** What became of one attempt to give an e-mail to SES. */
export type Outcome =
  | { status: 'sent'; messageId: string }
  /** SES would not take it now, or was not asked because it would not; only SES tells an error. */
  | { status: 'held'; reason: HeldReason; error?: DeliveryError }
  /** SES refused it, and would again. */
  | { status: 'failed'; error: DeliveryError }
  /** SES was not asked, or did not know us: it is queued again. */
  | { status: 'queued'; error: DeliveryError }
  /** SES may have taken it; its answer was lost. */
  | { status: 'unknown'; error: DeliveryError };

/** Raised by the operating system before a connection exists, so no byte was written. */
const notConnected = new Set(['EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND']);

/** The SDK's connection time-out and its request time-out have one name, and only their text tells them apart. */
const connectionTimeOut = /did not establish a connection/;

/** Credentials that are not there or no longer hold: SES turns the request away before it looks at the mail. */
const badCredentials = new Set([
  'CredentialsProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidSignatureException',
  'UnrecognizedClientException',
]);

const throttling = new Set(['Throttling', 'ThrottlingException', 'TooManyRequestsException']);

/**
 * What an error of SendEmail means for the e-mail. Only what is certain not to have been accepted is ever tried again:
 * SendEmail has no idempotency token, and its retry sends twice (AWS documentation: SES API v2, SendEmail). So a lost
 * connection is `unknown`, even one that was reset when it had been idle: the request was already written to it, and that
 * SES closed it before reading cannot be told from SES closing it after.
 */
export function outcomeOf(thrown: unknown): Exclude<Outcome, { status: 'sent' }> {
  const error = describe(thrown);
  const { name, message } = error;
  if (wasNotSent(thrown, error)) return { status: 'queued', error };
  // Which exception tells of the day's quota is not documented, so its text decides.
  if (/daily message quota/i.test(message)) return { status: 'held', reason: 'quota', error };
  if (throttling.has(name)) return { status: 'held', reason: 'throttled', error };
  if (name === 'SendingPausedException') return { status: 'held', reason: 'paused', error };

  const httpStatus = httpStatusOf(thrown);
  const isRefusal = httpStatus !== undefined && httpStatus >= 400 && httpStatus < 500 && httpStatus !== 408;
  return { status: isRefusal ? 'failed' : 'unknown', error };
}

function wasNotSent(thrown: unknown, { name, message }: DeliveryError): boolean {
  if (badCredentials.has(name)) return true;
  if (name === 'TimeoutError') return connectionTimeOut.test(message);
  return (
    thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' && notConnected.has(thrown.code)
  );
}

function describe(thrown: unknown): DeliveryError {
  return thrown instanceof Error
    ? { name: thrown.name, message: thrown.message }
    : { name: typeof thrown, message: 'Something that is not an error was thrown.' };
}

function httpStatusOf(thrown: unknown): number | undefined {
  if (!(thrown instanceof Error) || !('$metadata' in thrown)) return undefined;
  const metadata = thrown.$metadata;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}
