import { packContent } from '../content';
import type { SendQueueBatch } from '../send-queue-batch';
import type { Draft } from './draft';
import type { EmailBatchTable } from './email-batch-table';
import { emailOf } from './email-of';
import { wayToQueue } from './enqueue-accepted';

export type StoreBatchParts = { batches: EmailBatchTable; sendQueues: SendQueueBatch };

/** Stores the e-mails of a batch, each after its content, and enqueues them. Doing it again changes nothing. */
export async function storeBatch({ batches, sendQueues }: StoreBatchParts, drafts: readonly Draft[], now: Date) {
  const packed = drafts.map((draft) => ({ email: emailOf(draft), content: packContent(draft.request.content) }));
  await batches.putContents(packed);
  await batches.putAll(packed.map(({ email }) => email));
  const enqueued = packed.flatMap(({ email }) => {
    const way = wayToQueue(email, now);
    return way ? [{ id: email.id, stream: email.stream, ...way }] : [];
  });
  await sendQueues.enqueueAll(enqueued);
}
