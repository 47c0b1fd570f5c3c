import { setImmediate } from 'node:timers/promises';
import type { Principal } from '@sesame/iam';
import { AwsError } from '../aws-error';
import type { Clock } from '../clock';
import type { Authorize } from '../operation';
import { setAlarm } from '../schedules/alarm';
import type { ReceivedMessage, Sqs } from '../sqs/sqs';
import type { Store } from '../store';
import { batchOutcome } from './batch-outcome';
import { maximumRequestBytes } from './failure-payload';
import type { EventSourceMappingSettings, InvocationResult } from './lambda';
import { type SqsBatch, sqsBatches } from './sqs-event';

export interface EventSourceMappingParts {
  settings: EventSourceMappingSettings;
  sqs: PolledSqs;
  clock: Clock;
  store: Pick<Store, 'transaction'>;
  authorize: Authorize;
  /** The function's role, in a session of Lambda's. Throws where Lambda cannot assume it. */
  principal: () => Principal;
  invoke: (payload: string) => Promise<InvocationResult>;
}

/** What mappings need of SQS. */
export type PolledSqs = Pick<
  Sqs,
  'exists' | 'nameOf' | 'policyOf' | 'settingsOf' | 'receive' | 'remove' | 'changeVisibility'
>;

export interface EventSourceMapping {
  /** `OK`, `No records processed`, or `PROBLEM: ` and why messages are not taken or come back. */
  lastProcessingResult(): string;
  /** Takes no more messages, and resolves when what runs has been answered. */
  stop(): Promise<void>;
}

const longPollSeconds = 20;
/** How long a mapping that was refused, or whose queue or role is gone, waits before it tries again. */
const pauseMs = 5_000;
/** How long a decision holds for polls that bring nothing, so that the decision log stays readable. */
const emptyPollsJudgedEveryMs = 60_000;
/** Batches at a time, before Lambda scales up. AWS documentation: "Using Lambda with Amazon SQS". */
const defaultConcurrency = 5;

/**
 * Starts to poll a queue for a function, as the function's role: every receipt and deletion is judged. Messages are
 * deleted only after the function has answered for them, so a crash at any point brings them back.
 */
export function startEventSourceMapping(parts: EventSourceMappingParts): EventSourceMapping {
  const { settings, sqs, clock, store, authorize, principal, invoke } = parts;
  const queueName = sqs.nameOf(settings.eventSourceArn);
  const concurrency = settings.maximumConcurrency ?? defaultConcurrency;
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  let lastProcessingResult = 'No records processed';
  let mustPause = false;
  let receiveJudgedAt = -Infinity;
  let attributesJudged = false;

  function judge(action: string): void {
    const decision = authorize(principal(), {
      action,
      resource: settings.eventSourceArn,
      resourcePolicy: sqs.policyOf(queueName),
    });
    if (decision.decision !== 'allowed') {
      throw new AwsError(
        'AccessDenied',
        `The function's role may not ${action} on ${settings.eventSourceArn}. ${decision.reason}`,
        403,
      );
    }
  }

  function judgeReceive(): void {
    receiveJudgedAt = -Infinity;
    judge('sqs:ReceiveMessage');
    receiveJudgedAt = clock.now();
  }

  function pauseBecauseOf(error: unknown): void {
    lastProcessingResult = `PROBLEM: ${error instanceof Error ? error.message : String(error)}`;
    mustPause = true;
  }

  async function receive(maxNumberOfMessages: number, waitUntil: number): Promise<ReceivedMessage[]> {
    const over = new AbortController();
    const end = () => over.abort();
    const cancelAlarm = setAlarm(clock, waitUntil, end);
    stopping.signal.addEventListener('abort', end);
    try {
      const waitTimeSeconds = Math.min(longPollSeconds, Math.ceil((waitUntil - clock.now()) / 1000));
      return await sqs.receive(queueName, { maxNumberOfMessages, waitTimeSeconds, signal: over.signal });
    } finally {
      cancelAlarm();
      stopping.signal.removeEventListener('abort', end);
    }
  }

  /** Waits for messages; with a batching window, for more of them until it closes, the batch is full, or 6 MB are there. */
  async function collect(): Promise<ReceivedMessage[]> {
    const messages = await receive(settings.batchSize, clock.now() + longPollSeconds * 1000);
    const windowCloses = clock.now() + settings.maximumBatchingWindowSeconds * 1000;
    let bytes = bodyBytes(messages);
    const roomLeft = () => messages.length < settings.batchSize && bytes < maximumRequestBytes;
    while (messages.length > 0 && roomLeft() && clock.now() < windowCloses && !stopping.signal.aborted) {
      const more = await receive(settings.batchSize - messages.length, windowCloses);
      bytes += bodyBytes(more);
      messages.push(...more);
    }
    return messages;
  }

  async function run({ messages, payload }: SqsBatch): Promise<void> {
    try {
      const result = await invoke(payload);
      const { handled, problem } = batchOutcome(
        result,
        messages.map(({ messageId }) => messageId),
        settings,
      );
      if (handled.length > 0) {
        judge('sqs:DeleteMessage');
        const deleted = new Set(handled);
        store.transaction(() => {
          for (const { messageId, receiptHandle } of messages)
            if (deleted.has(messageId)) sqs.remove(queueName, receiptHandle);
        });
      }
      lastProcessingResult = problem ? `PROBLEM: ${problem}` : 'OK';
    } catch (error) {
      pauseBecauseOf(error);
    }
  }

  function putBack(messages: ReceivedMessage[]): void {
    for (const { receiptHandle } of messages) sqs.changeVisibility(queueName, receiptHandle, 0);
  }

  async function freeSlot(): Promise<void> {
    while (running.size >= concurrency) await Promise.race(running);
  }

  async function pollOnce(): Promise<void> {
    await freeSlot();
    if (!attributesJudged) judge('sqs:GetQueueAttributes');
    attributesJudged = true;
    if (clock.now() - receiveJudgedAt >= emptyPollsJudgedEveryMs) judgeReceive();

    const messages = await collect();
    // Where SQS is being stopped it answers at once; then this must not keep the process from anything else.
    if (messages.length === 0) return void (await setImmediate());
    if (stopping.signal.aborted) return putBack(messages);
    try {
      judgeReceive();
    } catch (error) {
      putBack(messages);
      throw error;
    }
    for (const batch of sqsBatches(messages, settings.eventSourceArn)) {
      await freeSlot();
      const done = run(batch).finally(() => running.delete(done));
      running.add(done);
    }
  }

  async function poll(): Promise<void> {
    while (!stopping.signal.aborted) {
      await pollOnce().catch(pauseBecauseOf);
      if (mustPause) await pause(clock, stopping.signal);
      mustPause = false;
    }
  }

  const polling = poll();
  return {
    lastProcessingResult: () => lastProcessingResult,
    async stop() {
      stopping.abort();
      await polling;
      await Promise.all(running);
    },
  };
}

function bodyBytes(messages: ReceivedMessage[]): number {
  return messages.reduce((bytes, { body }) => bytes + Buffer.byteLength(body), 0);
}

function pause(clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const over = () => {
      cancelAlarm();
      signal.removeEventListener('abort', over);
      resolve();
    };
    const cancelAlarm = setAlarm(clock, clock.now() + pauseMs, over);
    signal.addEventListener('abort', over);
  });
}
