import * as z from 'zod';
import { operation } from '../operation';
import { queueAccess } from './queue-access';
import type { Sqs } from './sqs';

export const deleteMessage = operation<Sqs>()({
  name: 'DeleteMessage',
  documentation: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html',
  input: z.strictObject({ QueueUrl: z.string(), ReceiptHandle: z.string() }),
  access: (sqs, input) => queueAccess(sqs, 'sqs:DeleteMessage', input),
  run: (sqs, { QueueUrl, ReceiptHandle }) => sqs.remove(sqs.nameOf(QueueUrl), ReceiptHandle),
});
