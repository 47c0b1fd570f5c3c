import * as z from 'zod';
import { operation } from '../operation';
import { groupAccess } from './group-access';
import type { Logs } from './logs';

/** AWS documentation: FilterLogEvents, "limit". */
const most = 10_000;

/** Of what was written since this process started, oldest first. A pattern may be words, all of which a line must hold. */
export const filterLogEvents = operation<Logs>()({
  name: 'FilterLogEvents',
  documentation: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html',
  input: z.strictObject({
    logGroupName: z.string(),
    logStreamNames: z.array(z.string()).min(1).max(100).optional(),
    interleaved: z.boolean().optional(),
    startTime: z.number().default(0),
    endTime: z.number().default(Infinity),
    filterPattern: z
      .string()
      .regex(/^[\w\s.@/:-]*$/, 'only words are emulated as a filter pattern')
      .default(''),
    limit: z.number().int().min(1).max(most).default(most),
    nextToken: z.string().optional(),
  }),
  access: (_, { logGroupName }) => [groupAccess('logs:FilterLogEvents', logGroupName)],
  run(logs, { logGroupName, logStreamNames, startTime, endTime, filterPattern, limit, nextToken = '0' }) {
    const words = filterPattern.split(/\s+/).filter(Boolean);
    const found = logs
      .events(logGroupName)
      .filter(({ logStreamName }) => logStreamNames?.includes(logStreamName) ?? true)
      .filter(({ timestamp }) => timestamp >= startTime && timestamp < endTime)
      .filter(({ message }) => words.every((word) => message.includes(word)));
    const from = Number(nextToken);
    const events = found.slice(from, from + limit);
    const next = from + events.length;
    return { events, searchedLogStreams: [], ...(next < found.length && { nextToken: String(next) }) };
  },
});
