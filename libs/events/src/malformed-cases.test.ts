import { parseEventBridgeEvent } from './event-bridge-event';
import { inputOf, malformedCases, type MalformedCase } from './malformed-case.fixture';
import { MalformedEventError } from './malformed-event-error';
import { parseSnsLambdaRecord } from './sns-lambda-record';
import { parseSqsBody } from './sqs-body';

const cases = malformedCases();

function parserOf({ entry, topicArn }: MalformedCase): (input: string) => unknown {
  const expected = topicArn === undefined ? {} : { topicArn };
  switch (entry) {
    case 'sqs':
      return (body) => parseSqsBody(body, expected);
    case 'sns-lambda':
      return (record) => parseSnsLambdaRecord(JSON.parse(record), expected);
    case 'event-bridge':
      return (event) => parseEventBridgeEvent(JSON.parse(event));
  }
}

/** What comes of an input: the answer, or the error that says where. Anything else that is thrown is thrown on. */
function outcomeOf(parse: (input: string) => unknown, input: string): unknown {
  try {
    return parse(input);
  } catch (error) {
    if (error instanceof MalformedEventError) return error;
    throw error;
  }
}

test('there are many, and each has a name of its own', () => {
  expect(cases.length).toBeGreaterThanOrEqual(170);
  expect(new Set(cases.map(({ entry, name }) => `${entry}: ${name}`)).size).toBe(cases.length);
});

test.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
  const outcome = outcomeOf(parserOf(one), inputOf(one));
  if ('parsed' in one.expected) {
    expect(outcome).toMatchObject(one.expected.parsed);
  } else {
    expect(outcome).toBeInstanceOf(MalformedEventError);
    expect(outcome).toMatchObject({ where: one.expected.malformed });
    expect(`${String(outcome)} ${JSON.stringify(outcome)} ${causeOf(outcome)}`).not.toContain('@');
  }
});

test('no input takes more than 50 ms of CPU', () => {
  const slow = cases
    .map((one) => ({ name: one.name, milliseconds: medianCpu(parserOf(one), inputOf(one)) }))
    .filter(({ milliseconds }) => milliseconds > 50);
  expect(slow).toEqual([]);
});

test('no input leaves a trace in the prototype of objects', () => {
  for (const one of cases) outcomeOf(parserOf(one), inputOf(one));
  expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('eventType');
  expect(Reflect.get({}, 'eventType')).toBeUndefined();
});

function causeOf(error: unknown): string {
  return error instanceof Error ? `${String(error.cause)} ${JSON.stringify(error.cause)}` : '';
}

/** The median of three, since what else runs on the machine can make one slow. */
function medianCpu(parse: (input: string) => unknown, input: string): number {
  const times = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    outcomeOf(parse, input);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return times.sort((a, b) => a - b)[1] ?? Number.NaN;
}
