// Writes generated events, one JSON object a line, so that any other system can be fed the same.
import { randomUUID } from 'node:crypto';
import { generateEvents, mixes, snsEnvelope } from '@sesame/event-generator';
import { Command, InvalidArgumentError, Option } from 'commander';

const options = new Command('bench event-corpus')
  .option('--seed <number>', 'determines the events', whole, 1)
  .option('--events <number>', 'how many', whole, 100_000)
  .option('--from <time>', 'messages are sent from here on', time, new Date('2026-11-20T12:00:00Z'))
  .option('--to <time>', 'nothing happens later', time, new Date('2026-11-20T13:00:00Z'))
  .addOption(new Option('--mix <name>', 'what becomes of mail').choices(Object.keys(mixes)).default('usual'))
  .option('--topic <arn>', 'each in the envelope of SNS, as of this topic')
  .parse()
  .opts<{ seed: number; events: number; from: Date; to: Date; mix: keyof typeof mixes; topic?: string }>();

const { topic, mix, ...wanted } = options;
for (const record of generateEvents({ ...wanted, mix: mixes[mix] })) {
  const text = JSON.stringify(record);
  const line =
    topic === undefined ? text : snsEnvelope(text, { topicArn: topic, messageId: randomUUID(), at: options.to });
  if (!process.stdout.write(`${line}\n`)) await new Promise((resolve) => process.stdout.once('drain', resolve));
}

function whole(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number above 0.');
  return number;
}

function time(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new InvalidArgumentError('It must be a time, such as 2026-11-20T12:00:00Z.');
  return date;
}
