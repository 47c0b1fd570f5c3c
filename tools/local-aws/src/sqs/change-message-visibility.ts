import * as z from 'zod';
import { operation } from '../operation';
import { queueAccess } from './queue-access';
import type { Sqs } from './sqs';

export const changeMessageVisibility = operation<Sqs>()({
  name: 'ChangeMessageVisibility',
  documentation:
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html',
  input: z.strictObject({ QueueUrl: z.string(), ReceiptHandle: z.string(), VisibilityTimeout: z.int() }),
  access: (sqs, input) => queueAccess(sqs, 'sqs:ChangeMessageVisibility', input),
  run: (sqs, { QueueUrl, ReceiptHandle, VisibilityTimeout }) =>
    sqs.changeVisibility(sqs.nameOf(QueueUrl), ReceiptHandle, VisibilityTimeout),
});
