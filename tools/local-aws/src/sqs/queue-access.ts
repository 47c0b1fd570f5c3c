import type { Access } from '../operation';
import type { Sqs } from './sqs';
import { queueDoesNotExist } from './sqs-errors';

/** What must be allowed to do `action` with the queue at this URL: by the caller's role or by the queue's own policy. */
export function queueAccess(sqs: Sqs, action: string, { QueueUrl }: { QueueUrl: string }): Access[] {
  const name = sqs.nameOf(QueueUrl);
  return [{ action, resource: sqs.arnOf(name), resourcePolicy: sqs.policyOf(name) }];
}

/** Name of the queue at this URL. Throws `QueueDoesNotExist`, which refuses a batch as a whole. */
export function existingQueueAt(sqs: Sqs, queueUrl: string): string {
  const name = sqs.nameOf(queueUrl);
  if (!sqs.exists(name)) throw queueDoesNotExist();
  return name;
}
