import * as z from 'zod';
import { operation } from '../operation';
import { eachEntry } from './batch';
import { existingQueueAt, queueAccess } from './queue-access';
import type { Sqs } from './sqs';

export const deleteMessageBatch = operation<Sqs>()({
  name: 'DeleteMessageBatch',
  documentation: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html',
  input: z.strictObject({
    QueueUrl: z.string(),
    Entries: z.array(z.strictObject({ Id: z.string(), ReceiptHandle: z.string() })),
  }),
  access: (sqs, input) => queueAccess(sqs, 'sqs:DeleteMessage', input),
  run(sqs, { QueueUrl, Entries }) {
    const name = existingQueueAt(sqs, QueueUrl);
    return eachEntry('DeleteMessageBatchRequestEntry', Entries, ({ ReceiptHandle }) => {
      sqs.remove(name, ReceiptHandle);
      return {};
    });
  },
});
