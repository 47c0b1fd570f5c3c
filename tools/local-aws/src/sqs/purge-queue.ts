import * as z from 'zod';
import { operation } from '../operation';
import { queueAccess } from './queue-access';
import type { Sqs } from './sqs';

export const purgeQueue = operation<Sqs>()({
  name: 'PurgeQueue',
  documentation: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html',
  input: z.strictObject({ QueueUrl: z.string() }),
  access: (sqs, input) => queueAccess(sqs, 'sqs:PurgeQueue', input),
  run: (sqs, { QueueUrl }) => sqs.purge(sqs.nameOf(QueueUrl)),
});
