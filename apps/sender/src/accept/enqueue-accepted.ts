import { log, nameOfError } from '@sesame/lambda';
import type { Email } from '../email';
import type { SendQueue } from '../send-queue';

/** Enqueues an e-mail that is stored. A queue that fails does not matter: the sweep enqueues what is still queued. */
export async function enqueueAccepted(
  queue: SendQueue,
  email: Pick<Email, 'id' | 'stream' | 'attachments'>,
): Promise<void> {
  try {
    await queue.enqueue(email);
  } catch (error) {
    log.warn('not enqueued', { id: email.id, error: nameOfError(error) });
  }
}
