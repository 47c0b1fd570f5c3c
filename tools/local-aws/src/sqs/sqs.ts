import { hash, randomUUID } from 'node:crypto';
import type { PolicyDocument } from '@sesame/iam';
import { account } from '../account';
import type { Clock } from '../clock';
import type { Store } from '../store';
import { createInFlightLimit, maximumMessagesInFlight } from './in-flight-limit';
import {
  attributeBytes,
  md5OfMessageAttributes,
  type MessageAttribute,
  requireValidAttributes,
} from './message-attributes';
import { openMessages } from './messages';
import { requireDelay, requireQueueName, requireValidBody, requireVisibilityTimeout } from './parameter-limits';
import { queueArn, queueNameOf, queueUrl } from './queue-address';
import {
  type CompleteQueueSettings,
  maximumVisibilityTimeoutSeconds,
  type QueueSettings,
  withDefaults,
} from './queue-settings';
import { openQueues } from './queues';
import { readReceiptHandle } from './receipt-handle';
import { asReceived, type ReceivedMessage } from './received-message';
import {
  invalidValueOf,
  messageNotAvailable,
  messageNotInflight,
  messageTooLong,
  overLimit,
  purgeQueueInProgress,
  receiptHandleIsInvalid,
} from './sqs-errors';
import { takeMessages } from './take-messages';
import { createWaitingReceivers } from './waiting-receivers';

export type { MessageAttribute } from './message-attributes';
export type { QueueSettings } from './queue-settings';
export type { ReceivedMessage } from './received-message';

/** The standard queues of the account, kept in the store. Queue names are unique; URLs are made from the port of this run. */
export interface Sqs {
  /**
   * Creates the queue, or brings an existing one to these settings; messages stay. Throws `AwsError` for a setting
   * that AWS refuses, and for a dead-letter queue that does not exist.
   */
  applyQueue(name: string, settings: QueueSettings): { arn: string; url: string };
  /** Removes the queue and its messages; a queue that is not there is no error. */
  removeQueue(name: string): void;
  setPolicy(name: string, policy: PolicyDocument | undefined): void;
  policyOf(name: string): PolicyDocument | undefined;
  exists(name: string): boolean;
  /** Names of the queues, in order; of those that begin with `prefix` if it is given. */
  names(prefix?: string): string[];
  arnOf(name: string): string;
  urlOf(name: string): string;
  /** Name of the queue at this URL or ARN, whether it exists or not. Throws `AwsError` for what cannot be a queue of this account. */
  nameOf(urlOrArn: string): string;
  settingsOf(name: string): CompleteQueueSettings;
  /** When the queue was made, and when its settings or policy were last changed, in milliseconds since 1970. */
  timesOf(name: string): { createdAt: number; modifiedAt: number };
  /** Counts as GetQueueAttributes reports them. */
  countsOf(name: string): { visible: number; inFlight: number; delayed: number };
  /** Stores a message; joins the running store transaction. Throws `AwsError` where SQS refuses, and then has written nothing. */
  send(
    name: string,
    message: {
      body: string;
      delaySeconds?: number;
      messageAttributes?: Record<string, MessageAttribute>;
      senderId?: string;
    },
  ): { messageId: string; md5OfBody: string; md5OfMessageAttributes?: string };
  /**
   * Takes up to `maxNumberOfMessages` (10 through the API; a poller may ask for more), waiting up to `waitTimeSeconds`
   * for the first. A message received more than maxReceiveCount times moves to the dead-letter queue instead.
   * Throws `OverLimit` at 120,000 messages in flight, unless it may wait.
   */
  receive(
    name: string,
    options: {
      maxNumberOfMessages: number;
      visibilityTimeoutSeconds?: number;
      waitTimeSeconds?: number;
      signal?: AbortSignal;
    },
  ): Promise<ReceivedMessage[]>;
  /**
   * Deletes by receipt handle; a handle of a message that is gone is no error, as in SQS. Neither is the handle of an
   * earlier receive, and it deletes nothing: "the request will succeed, but the message might not be deleted" (AWS
   * documentation: API_DeleteMessage). Of the two that this allows, it is the one that consumers must be able to bear.
   */
  remove(name: string, receiptHandle: string): void;
  /** Counts from now; at most 12 hours after the receive. Throws `AwsError` where the message was received again, is visible, or is gone. */
  changeVisibility(name: string, receiptHandle: string, visibilityTimeoutSeconds: number): void;
  /** Deletes all messages, in flight or not. Throws `AwsError` within 60 seconds of the last time. */
  purge(name: string): void;
  /** Ends all waiting receives, which then give no messages. */
  stop(): void;
}

/** Opens the queues in `store`. `endpoint` gives the URL at which SQS answers in this run, without a slash at its end. */
export function openSqs({
  store,
  clock,
  endpoint,
  maximumInFlight = maximumMessagesInFlight,
}: {
  store: Store;
  clock: Clock;
  endpoint: () => string;
  maximumInFlight?: number;
}): Sqs {
  const queues = openQueues(store.database);
  const messages = openMessages(store.database);
  const inFlightLimit = createInFlightLimit(maximumInFlight, (queueId) => messages.countInFlight(queueId, clock.now()));
  const receivers = createWaitingReceivers(clock);
  let stopped = false;
  const wakeAfterCommit = (queueName: string) => store.afterCommit(() => receivers.wake(queueName));

  function take(name: string, maximum: number, visibilityTimeoutSeconds: number | undefined) {
    return store.transaction(() => {
      const now = clock.now();
      const queue = queues.get(name);
      const taken = takeMessages({ queues, messages, inFlightLimit }, queue, {
        now,
        maximum,
        visibilityTimeoutSeconds: visibilityTimeoutSeconds ?? queue.settings.VisibilityTimeout,
      });
      for (const deadLetterQueue of taken.movedTo) wakeAfterCommit(deadLetterQueue);
      // Whoever is kept out by the limit looks again each second: what makes room is a delete, which wakes nobody.
      const lookAgainAt = taken.overLimit ? now + 1000 : messages.nextVisibleAt(queue.id, now);
      return { ...taken, lookAgainAt };
    });
  }

  return {
    applyQueue(name, settings) {
      requireQueueName(name);
      const complete = withDefaults(settings);
      store.transaction(() => {
        const target = complete.RedrivePolicy?.deadLetterTargetArn;
        if (target !== undefined && !queues.find(queueNameOf(target)))
          throw invalidValueOf(
            'RedrivePolicy',
            JSON.stringify(complete.RedrivePolicy),
            'Dead letter target does not exist.',
          );
        queues.write(name, complete, clock.now());
      });
      wakeAfterCommit(name);
      return { arn: queueArn(name), url: queueUrl(endpoint(), name) };
    },
    removeQueue(name) {
      queues.remove(name);
      wakeAfterCommit(name);
    },
    setPolicy: (name, policy) => queues.setPolicy(name, policy, clock.now()),
    policyOf: (name) => queues.policyOf(name),
    exists: (name) => queues.find(name) !== undefined,
    names: (prefix = '') => queues.names(prefix),
    arnOf: queueArn,
    urlOf: (name) => queueUrl(endpoint(), name),
    nameOf: queueNameOf,
    settingsOf: (name) => queues.get(name).settings,
    timesOf(name) {
      const { createdAt, modifiedAt } = queues.get(name);
      return { createdAt, modifiedAt };
    },
    countsOf: (name) =>
      store.transaction(() => {
        const { id, settings } = queues.get(name);
        messages.removeSentUntil(id, clock.now() - settings.MessageRetentionPeriod * 1000);
        return messages.counts(id, clock.now());
      }),
    send(name, { body, delaySeconds, messageAttributes = {}, senderId = account }) {
      const { id: queueId, settings } = queues.get(name);
      requireValidBody(body);
      requireValidAttributes(messageAttributes);
      if (Buffer.byteLength(body) + attributeBytes(messageAttributes) > settings.MaximumMessageSize)
        throw messageTooLong(settings.MaximumMessageSize);
      requireDelay(delaySeconds);
      const messageId = randomUUID();
      const now = clock.now();
      const visibleAt = now + (delaySeconds ?? settings.DelaySeconds) * 1000;
      messages.add(queueId, { id: messageId, body, attributes: messageAttributes, senderId, sentAt: now, visibleAt });
      wakeAfterCommit(name);
      const md5OfAttributes = md5OfMessageAttributes(messageAttributes);
      return {
        messageId,
        md5OfBody: hash('md5', body),
        ...(md5OfAttributes !== undefined && { md5OfMessageAttributes: md5OfAttributes }),
      };
    },
    async receive(name, { maxNumberOfMessages, visibilityTimeoutSeconds, waitTimeSeconds, signal }) {
      requireVisibilityTimeout(visibilityTimeoutSeconds);
      const waitMs = (waitTimeSeconds ?? queues.get(name).settings.ReceiveMessageWaitTimeSeconds) * 1000;
      const until = clock.now() + waitMs;
      while (!stopped && !signal?.aborted) {
        const taken = take(name, maxNumberOfMessages, visibilityTimeoutSeconds);
        if (taken.messages.length > 0) return taken.messages.map((message) => asReceived(name, message));
        if (taken.overLimit && waitMs === 0) throw overLimit();
        if (clock.now() >= until) break;
        await receivers.wait(name, Math.min(until, taken.lookAgainAt ?? until), signal);
      }
      return [];
    },
    remove(name, receiptHandle) {
      const queue = queues.get(name);
      const { sequence, receiveCount } = requireReceipt(name, receiptHandle);
      messages.remove(sequence, queue.id, receiveCount);
    },
    changeVisibility(name, receiptHandle, visibilityTimeoutSeconds) {
      const queue = queues.get(name);
      requireVisibilityTimeout(visibilityTimeoutSeconds);
      const { sequence, receiveCount } = requireReceipt(name, receiptHandle);
      const now = clock.now();
      const visibleAt = now + visibilityTimeoutSeconds * 1000;
      const state = messages.stateOf(sequence, queue.id);
      if (state?.receiveCount !== receiveCount) throw messageNotAvailable(receiptHandle);
      if (state.visibleAt <= now) throw messageNotInflight();
      if (visibleAt - (state.receivedAt ?? now) > maximumVisibilityTimeoutSeconds * 1000)
        throw invalidValueOf(
          'VisibilityTimeout',
          visibilityTimeoutSeconds,
          `Total VisibilityTimeout for the message is beyond the limit [${maximumVisibilityTimeoutSeconds} seconds]`,
        );
      messages.setVisibleAt(sequence, visibleAt);
      wakeAfterCommit(name);
    },
    purge(name) {
      const { id, purgedAt } = queues.get(name);
      const now = clock.now();
      if (purgedAt !== undefined && now - purgedAt < 60_000) throw purgeQueueInProgress(name);
      store.transaction(() => {
        messages.removeAll(id);
        queues.setPurgedAt(id, now);
      });
    },
    stop() {
      stopped = true;
      receivers.stop();
    },
  };
}

/** Throws `ReceiptHandleIsInvalid` for a handle that this queue never gave. */
function requireReceipt(queueName: string, receiptHandle: string) {
  const receipt = readReceiptHandle(receiptHandle);
  if (receipt?.queueName !== queueName) throw receiptHandleIsInvalid(receiptHandle);
  return receipt;
}
