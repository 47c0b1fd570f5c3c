import type { AwsError } from '../aws-error';
import { openClock } from '../clock';
import { openStore } from '../store';
import { openSqs, type QueueSettings } from './sqs';

/** Queues in memory, or in a folder, on a clock that stands still unless a test advances it. */
export function sqsUnderTest(
  queues: Record<string, QueueSettings> = {},
  {
    dataFolder,
    endpoint = 'http://127.0.0.1:4566',
    maximumInFlight,
  }: { dataFolder?: string; endpoint?: string; maximumInFlight?: number } = {},
) {
  const store = openStore(dataFolder);
  const clock = openClock(store, () => Date.UTC(2026, 10, 20, 9));
  const sqs = openSqs({
    store,
    clock,
    endpoint: () => endpoint,
    ...(maximumInFlight !== undefined && { maximumInFlight }),
  });
  for (const [name, settings] of Object.entries(queues)) sqs.applyQueue(name, settings);
  return {
    store,
    clock,
    sqs,
    passSeconds: (seconds: number) => clock.advance(seconds * 1000),
    /** Receives at once, ten at most. */
    receive: (queue: string, visibilityTimeoutSeconds?: number) =>
      sqs.receive(queue, {
        maxNumberOfMessages: 10,
        waitTimeSeconds: 0,
        ...(visibilityTimeoutSeconds !== undefined && { visibilityTimeoutSeconds }),
      }),
  };
}

/** Long enough for whoever was woken to have looked again. */
export function aMoment(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Matches the error of AWS with this code, and these members if they are given. */
export function awsError(code: string, members: Partial<AwsError> = {}): Error {
  return expect.objectContaining({ code, ...members }) as Error;
}
