import type { createInFlightLimit } from './in-flight-limit';
import type { Messages, StoredMessage } from './messages';
import type { Queue, Queues } from './queues';
import { queueArn, queueNameOf } from './queue-address';

export interface Taken {
  messages: StoredMessage[];
  /** There are as many messages in flight as SQS allows, so none could be taken. */
  overLimit: boolean;
  /** Names of the dead-letter queues that got messages. */
  movedTo: Set<string>;
}

interface Parts {
  queues: Queues;
  messages: Messages;
  inFlightLimit: ReturnType<typeof createInFlightLimit>;
}

/**
 * Takes up to `maximum` visible messages of a queue, which are invisible from then on, after what has outlived the
 * queue's retention period is gone and what was received too often is in the dead-letter queue. Runs in a transaction.
 */
export function takeMessages(
  { queues, messages, inFlightLimit }: Parts,
  queue: Queue,
  { now, maximum, visibilityTimeoutSeconds }: { now: number; maximum: number; visibilityTimeoutSeconds: number },
): Taken {
  messages.removeSentUntil(queue.id, now - queue.settings.MessageRetentionPeriod * 1000);
  const movedTo = new Set<string>();
  const room = inFlightLimit.roomFor(queue.id, maximum);
  if (room === 0) return { messages: [], overLimit: true, movedTo };

  const deadLetters = deadLetterQueueOf(queues, queue);
  let visible = messages.visible(queue.id, now, room);
  for (;;) {
    const dead = deadLetters ? visible.filter(({ receiveCount }) => receiveCount >= deadLetters.maxReceiveCount) : [];
    if (!deadLetters || dead.length === 0) break;
    for (const { sequence } of dead)
      messages.move(sequence, { queueId: deadLetters.queue.id, sourceArn: queueArn(queue.name), now });
    movedTo.add(deadLetters.queue.name);
    visible = messages.visible(queue.id, now, room);
  }

  for (const { sequence } of visible) messages.markReceived(sequence, now, now + visibilityTimeoutSeconds * 1000);
  inFlightLimit.received(queue.id, visible.length);
  const received = visible.map((message) => ({
    ...message,
    receiveCount: message.receiveCount + 1,
    firstReceivedAt: message.firstReceivedAt ?? now,
  }));
  return { messages: received, overLimit: false, movedTo };
}

/** A queue whose dead-letter queue is gone keeps its messages, however often they are received. */
function deadLetterQueueOf(queues: Queues, { settings }: Queue): { queue: Queue; maxReceiveCount: number } | undefined {
  if (!settings.RedrivePolicy) return undefined;
  const { deadLetterTargetArn, maxReceiveCount } = settings.RedrivePolicy;
  const queue = queues.find(queueNameOf(deadLetterTargetArn));
  return queue && { queue, maxReceiveCount };
}
