import { maximumDelaySeconds, maximumVisibilityTimeoutSeconds } from './queue-settings';
import { invalidMessageContents, invalidParameterValue, invalidValueOf, missingParameter } from './sqs-errors';

/** Throws for names that no standard queue has. */
export function requireQueueName(name: string): void {
  if (name.endsWith('.fifo')) throw invalidParameterValue("Sesame's embedded AWS: FIFO queues are not emulated.");
  if (!/^[\w-]{1,80}$/.test(name))
    throw invalidParameterValue('Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length');
}

/** Throws `MissingParameter` for an empty body, `InvalidMessageContents` for characters that XML has not. */
export function requireValidBody(body: string): void {
  if (body === '') throw missingParameter('MessageBody');
  if (/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.test(body)) throw invalidMessageContents();
}

export function requireVisibilityTimeout(timeoutSeconds: number | undefined): void {
  const maximum = maximumVisibilityTimeoutSeconds;
  requireBetween('VisibilityTimeout', timeoutSeconds, maximum, `Must be >= 0 and <= ${maximum}, if provided.`);
}

export function requireDelay(delaySeconds: number | undefined): void {
  const maximum = maximumDelaySeconds;
  requireBetween('DelaySeconds', delaySeconds, maximum, `DelaySeconds must be >= 0 and <= ${maximum}.`);
}

function requireBetween(parameter: string, value: number | undefined, maximum: number, reason: string): void {
  if (value !== undefined && !(value >= 0 && value <= maximum)) throw invalidValueOf(parameter, value, reason);
}
