import * as z from 'zod';
import { operation } from '../operation';
import type { Sqs } from './sqs';
import { invalidValueOf } from './sqs-errors';

export const listQueues = operation<Sqs>()({
  name: 'ListQueues',
  documentation: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html',
  input: z.strictObject({
    QueueNamePrefix: z.string().exactOptional(),
    MaxResults: z.int().exactOptional(),
    /** The last name of the page before. */
    NextToken: z.string().exactOptional(),
  }),
  access: () => [{ action: 'sqs:ListQueues', resource: '*' }],
  run(sqs, { QueueNamePrefix, MaxResults, NextToken = '' }) {
    if (MaxResults !== undefined && !(MaxResults >= 1 && MaxResults <= 1000))
      throw invalidValueOf('MaxResults', MaxResults, 'Must be between 1 and 1000, if provided.');
    const remaining = sqs.names(QueueNamePrefix).filter((name) => name > NextToken);
    const page = remaining.slice(0, MaxResults ?? 1000);
    const last = page.at(-1);
    return {
      ...(page.length > 0 && { QueueUrls: page.map((name) => sqs.urlOf(name)) }),
      // SQS pages only for those who set MaxResults; the others get the first thousand.
      ...(MaxResults !== undefined && last !== undefined && page.length < remaining.length && { NextToken: last }),
    };
  },
});
