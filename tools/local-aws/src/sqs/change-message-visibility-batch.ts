import * as z from 'zod';
import { operation } from '../operation';
import { eachEntry } from './batch';
import { existingQueueAt, queueAccess } from './queue-access';
import type { Sqs } from './sqs';

export const changeMessageVisibilityBatch = operation<Sqs>()({
  name: 'ChangeMessageVisibilityBatch',
  documentation:
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibilityBatch.html',
  input: z.strictObject({
    QueueUrl: z.string(),
    Entries: z.array(z.strictObject({ Id: z.string(), ReceiptHandle: z.string(), VisibilityTimeout: z.int() })),
  }),
  access: (sqs, input) => queueAccess(sqs, 'sqs:ChangeMessageVisibility', input),
  run(sqs, { QueueUrl, Entries }) {
    const name = existingQueueAt(sqs, QueueUrl);
    return eachEntry('ChangeMessageVisibilityBatchRequestEntry', Entries, ({ ReceiptHandle, VisibilityTimeout }) => {
      sqs.changeVisibility(name, ReceiptHandle, VisibilityTimeout);
      return {};
    });
  },
});
