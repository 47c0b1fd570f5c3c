import * as z from 'zod';
import { account } from '../account';
import { operation } from '../operation';
import type { Sqs } from './sqs';
import { queueDoesNotExist } from './sqs-errors';

export const getQueueUrl = operation<Sqs>()({
  name: 'GetQueueUrl',
  documentation: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueUrl.html',
  input: z.strictObject({ QueueName: z.string(), QueueOwnerAWSAccountId: z.string().exactOptional() }),
  access: (sqs, { QueueName }) => [
    { action: 'sqs:GetQueueUrl', resource: sqs.arnOf(QueueName), resourcePolicy: sqs.policyOf(QueueName) },
  ],
  run(sqs, { QueueName, QueueOwnerAWSAccountId = account }) {
    if (QueueOwnerAWSAccountId !== account || !sqs.exists(QueueName)) throw queueDoesNotExist();
    return { QueueUrl: sqs.urlOf(QueueName) };
  },
});
