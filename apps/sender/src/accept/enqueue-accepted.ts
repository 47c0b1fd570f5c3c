import { log, nameOfError } from '@sesame/lambda';
import type { Email } from '../email';
import { scheduleOf } from '../schedule-of';
import type { SendQueue } from '../send-queue';

/** Enqueues an e-mail that is stored. A queue that fails does not matter: the sweep enqueues what is due. */
export async function enqueueAccepted(queue: SendQueue, email: Email, now: Date): Promise<void> {
  const way = wayToQueue(email, now);
  if (!way) return;
  try {
    await queue.enqueue(email, way.wait);
  } catch (error) {
    log.warn('not enqueued', { id: email.id, error: nameOfError(error) });
  }
}

/** Whether an e-mail is to be enqueued now, and to be seen after which wait: not if it is under way or its time is far. */
export function wayToQueue(
  { status, scheduledAt }: Pick<Email, 'status' | 'scheduledAt'>,
  now: Date,
): { wait?: { seconds: number } } | undefined {
  if (status === 'queued') return {};
  if (status !== 'scheduled' || !scheduledAt) return undefined;
  const { wait } = scheduleOf(scheduledAt, now);
  return wait && { wait };
}
