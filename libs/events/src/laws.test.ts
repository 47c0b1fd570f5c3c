import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SesMessage } from './envelope';
import { parseEventBridgeEvent } from './event-bridge-event';
import { MalformedEventError } from './malformed-event-error';
import { parseSnsLambdaRecord } from './sns-lambda-record';
import { parseSnsWrappedEvent } from './sns-wrapped-event';
import { parseSqsBody } from './sqs-body';

const folder = join(__dirname, '..', 'fixtures');
const fixtures = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8')));
const records = fixtures.filter((value) => isRecord(value, 'eventType') || isRecord(value, 'notificationType'));
const events = records.filter((value) => isRecord(value, 'eventType'));

const topicArn = 'arn:aws:sns:us-east-1:000000000000:events';
const sns = (message: string) => ({ Type: 'Notification', TopicArn: topicArn, Message: message });
const eventBridge = (detail: unknown) => ({ source: 'aws.ses', 'detail-type': 'Email Bounced', detail });

/** Each way a record can come, with the name under which its own errors begin. */
const ways: { way: string; root: string; parse: (record: unknown) => SesMessage }[] = [
  { way: 'sns in sqs', root: 'Message', parse: (record) => parseSqsBody(JSON.stringify(sns(text(record)))) },
  { way: 'raw in sqs', root: 'body', parse: (record) => parseSqsBody(text(record)) },
  {
    way: 'sns to lambda',
    root: 'Message',
    parse: (record) => parseSnsLambdaRecord({ EventSource: 'aws:sns', Sns: sns(text(record)) }, { topicArn }),
  },
  { way: 'event bridge', root: 'event.detail', parse: (record) => parseEventBridgeEvent(eventBridge(record)) },
  { way: 'event bridge in sqs', root: 'body.detail', parse: (record) => parseSqsBody(text(eventBridge(record))) },
];

/** A fixture of which some places hold something else. */
const broken = (from: unknown[]) =>
  fc
    .tuple(
      fc.constantFrom(...from),
      fc.array(fc.tuple(fc.infiniteStream(fc.nat()), fc.jsonValue()), { maxLength: 2, minLength: 0 }),
    )
    .map(([record, breaks]) => {
      const copy: unknown = structuredClone(record);
      for (const [picks, value] of breaks) breakSomewhere(copy, picks, structuredClone(value));
      // As JSON has it, where -0 is 0.
      return JSON.parse(JSON.stringify(copy)) as unknown;
    });

test('whatever the value, it is read or refused as malformed', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), broken(fixtures)), (value) => {
      outcomeOf(() => parseSqsBody(text(value)));
      outcomeOf(() => parseSqsBody(JSON.stringify(sns(text(value))), { topicArn }));
      outcomeOf(() => parseSnsWrappedEvent(JSON.stringify(sns(text(value))), { topicArn }));
      outcomeOf(() => parseSnsLambdaRecord(value));
      outcomeOf(() => parseEventBridgeEvent(value));
      outcomeOf(() => parseEventBridgeEvent(eventBridge(value)));
    }),
    { numRuns: 1000 },
  );
});

test('whatever the text, it is read or refused as malformed', () => {
  const pieces = fc.constantFrom('{', '}', '"', ':', 'eventType', 'Type', 'Bounce', '\\', '\u0000', '\ud800', '[', ',');
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.array(pieces).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(texts, (body) => {
      outcomeOf(() => parseSqsBody(body));
      outcomeOf(() => parseSqsBody(JSON.stringify(sns(body))));
      outcomeOf(() => parseSnsWrappedEvent(body, { topicArn }));
    }),
    { numRuns: 1000 },
  );
});

test('a record says the same, whichever envelope it comes in', () => {
  fc.assert(
    fc.property(broken(records), (record) => {
      // Without an envelope, nothing else tells that it is a record.
      fc.pre(isRecord(record, 'eventType') || isRecord(record, 'notificationType'));
      const outcomes = ways.map(({ root, parse }) => outcomeOf(() => withoutEnvelope(parse(record)), root));
      for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
    }),
    { numRuns: 500 },
  );
});

test('the strict reading of an event is the tolerant one', () => {
  fc.assert(
    fc.property(broken(events), (record) => {
      const body = JSON.stringify(sns(text(record)));
      const strict = outcomeOf(() => parseSnsWrappedEvent(body, { topicArn }));
      const tolerant = outcomeOf(() => withoutEnvelope(parseSqsBody(body, { topicArn })));
      if (isRecord(record, 'eventType')) expect(strict).toEqual(tolerant);
    }),
    { numRuns: 300 },
  );
});

/** What was read, or the place of the fault within the record. Anything else that is thrown is thrown on. */
function outcomeOf(parse: () => unknown, root = ''): unknown {
  try {
    return parse();
  } catch (error) {
    if (error instanceof MalformedEventError) return { malformed: error.where.replace(root, 'record') };
    throw error;
  }
}

function withoutEnvelope({ envelope: _, ...content }: SesMessage): unknown {
  return content;
}

/** SES ends its records with a line break. */
function text(record: unknown): string {
  return `${JSON.stringify(record)}\n`;
}

function isRecord(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && key in value;
}

function breakSomewhere(target: unknown, picks: Iterator<number>, value: unknown): void {
  if (typeof target !== 'object' || target === null) return;
  const keys = Object.keys(target);
  const key = keys[pick(picks) % keys.length];
  if (key === undefined) return;
  const child: unknown = Reflect.get(target, key);
  const isInner = typeof child === 'object' && child !== null && Object.keys(child).length > 0;
  if (isInner && pick(picks) % 4 !== 0) breakSomewhere(child, picks, value);
  else if (pick(picks) % 3 === 0) Reflect.deleteProperty(target, key);
  else Reflect.set(target, key, value);
}

function pick(picks: Iterator<number>): number {
  const next = picks.next();
  return next.done === true ? 0 : next.value;
}
