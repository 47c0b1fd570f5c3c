import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Principal } from '@sesame/iam';
import { arn } from '../account';
import type { Clock } from '../clock';
import type { Authorize } from '../operation';

/** CloudWatch Logs, as far as functions need it: what their role may write is kept as text in the data folder. */
export interface Logs {
  /** Opens a stream as the function's role (`logs:CreateLogStream`); undefined if the role may not, and then nothing is kept, as on AWS. */
  openStream(role: Principal, logGroupName: string, streamName: string): LogStream | undefined;
  /** What was written to a group, in the order it came (without a data folder only its newest megabyte). */
  read(logGroupName: string): string;
  /** What was written to a group since this process started, in the order it came: its newest megabyte. */
  events(logGroupName: string): LogEvent[];
}
export interface LogEvent {
  logStreamName: string;
  /** Milliseconds since 1970. */
  timestamp: number;
  message: string;
}
export interface LogStream {
  /** Appends what the function wrote (`logs:PutLogEvents`). */
  write(text: string): void;
}

/** How long one answer of IAM holds for a stream: asked for every line, it would drown the decision log. */
const judgedEveryMs = 60_000;

/** Characters of each group that are kept in memory: its newest. */
const keptInMemory = 1_000_000;

/** With a data folder the text is in `logs/<function>.log`, where a person follows it with `tail -f`; else in memory. */
export function createLogs({
  authorize,
  clock,
  dataFolder,
}: {
  authorize: Authorize;
  clock: Clock;
  dataFolder?: string;
}): Logs {
  const events = new Map<string, LogEvent[]>();
  const characters = new Map<string, number>();
  const remember = (logGroupName: string, event: LogEvent) => {
    const ofGroup = events.get(logGroupName) ?? [];
    let size = (characters.get(logGroupName) ?? 0) + event.message.length;
    ofGroup.push(event);
    while (size > keptInMemory) size -= ofGroup.shift()?.message.length ?? size;
    events.set(logGroupName, ofGroup);
    characters.set(logGroupName, size);
  };
  const kept = dataFolder === undefined ? inMemory() : inFolder(join(dataFolder, 'logs'));

  return {
    openStream(role, logGroupName, streamName) {
      const resource = arn('logs', `log-group:${logGroupName}:log-stream:${streamName}`);
      const may = (action: string) => authorize(role, { action, resource }).decision === 'allowed';
      if (!may('logs:CreateLogStream')) return undefined;
      let judgedAt = -Infinity;
      let mayPut = false;
      return {
        write(text) {
          if (clock.now() - judgedAt >= judgedEveryMs) {
            mayPut = may('logs:PutLogEvents');
            judgedAt = clock.now();
          }
          if (!mayPut) return;
          kept.append(fileName(logGroupName), text);
          remember(logGroupName, { logStreamName: streamName, timestamp: clock.now(), message: text });
        },
      };
    },
    read: (logGroupName) => kept.read(fileName(logGroupName)),
    events: (logGroupName) => events.get(logGroupName) ?? [],
  };
}

function inMemory() {
  const texts = new Map<string, string>();
  return {
    append: (name: string, text: string) => void texts.set(name, ((texts.get(name) ?? '') + text).slice(-keptInMemory)),
    read: (name: string) => texts.get(name) ?? '',
  };
}

function inFolder(folder: string) {
  mkdirSync(folder, { recursive: true });
  return {
    append: (name: string, text: string) => appendFileSync(join(folder, name), text),
    read: (name: string) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : ''),
  };
}

/** `/aws/lambda/sesame-local-bounces` is kept in `sesame-local-bounces.log`. */
function fileName(logGroupName: string): string {
  return `${logGroupName.replace(/^\/aws\/lambda\//, '').replaceAll(/[^\w.-]+/g, '-')}.log`;
}
