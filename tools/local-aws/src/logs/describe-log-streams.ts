import * as z from 'zod';
import { AwsError } from '../aws-error';
import { operation } from '../operation';
import { groupAccess } from './group-access';
import type { LogEvent, Logs } from './logs';

/** Of what was written since this process started. Newest first only, as whoever looks for the last lines asks. */
export const describeLogStreams = operation<Logs>()({
  name: 'DescribeLogStreams',
  documentation: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html',
  input: z.strictObject({
    logGroupName: z.string(),
    orderBy: z.literal('LastEventTime'),
    descending: z.literal(true),
    limit: z.number().int().min(1).max(50).default(50),
  }),
  access: (_, { logGroupName }) => [groupAccess('logs:DescribeLogStreams', logGroupName)],
  run(logs, { logGroupName, limit }) {
    const events = logs.events(logGroupName);
    if (events.length === 0)
      throw new AwsError('ResourceNotFoundException', `The specified log group does not exist: ${logGroupName}`);
    const newest = new Map<string, LogEvent>();
    for (const event of events) newest.set(event.logStreamName, event);
    return {
      logStreams: [...newest.values()]
        .toSorted((one, other) => other.timestamp - one.timestamp)
        .slice(0, limit)
        .map(({ logStreamName, timestamp }) => ({ logStreamName, lastEventTimestamp: timestamp })),
    };
  },
});
