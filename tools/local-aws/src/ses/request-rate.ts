import { AwsError } from '../aws-error';
import type { Clock } from '../clock';

/** How often an operation may be called; throws SES's refusal for a call that comes too soon after the one before. */
export type RequestRate = (operationName: string) => void;

/**
 * SES takes one request a second of each of its operations other than those that send (AWS documentation: Service quotas
 * in Amazon SES). That a call that was refused does not count is unverified.
 */
export function createRequestRate(clock: Pick<Clock, 'now'>, requestsPerSecond: number): RequestRate {
  const takenAt = new Map<string, number>();
  return (operationName) => {
    const now = clock.now();
    const last = takenAt.get(operationName);
    if (last !== undefined && now - last < 1_000 / requestsPerSecond)
      throw new AwsError('TooManyRequestsException', 'Rate exceeded', 429);
    takenAt.set(operationName, now);
  };
}
