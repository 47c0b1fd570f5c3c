import { log } from '@sesame/lambda';
import { factId, toFactItem, type Fact, type FactWriter } from '@sesame/ledger';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import fc from 'fast-check';
import twoOfThree from '../../events/bounce-of-two-of-three.json';
import secretLink from '../../events/click-of-a-link-with-a-secret.json';
import { factsOf } from './facts-of';
import { eventOf, fixtureRecords } from './fixture-events.fixture';
import { recordEvents } from './record-events';

const topicArn = 'arn:aws:sns:us-east-1:000000000000:sesame-local-events';
const info = jest.spyOn(log, 'info').mockImplementation();
const error = jest.spyOn(log, 'error').mockImplementation();
beforeEach(() => jest.clearAllMocks());

const [secondRecipient] = factsOf(eventOf(twoOfThree), 'own').slice(1).map(factId);

/** A ledger in memory; facts with the ids of `refused` cannot be written to it. */
function ledgerInMemory(refused: (string | undefined)[] = []) {
  const items = new Map<string, object>();
  const ledger: FactWriter = {
    write: async (facts) => {
      const isRefused = (fact: Fact) => refused.includes(factId(fact));
      for (const fact of facts.filter((one) => !isRefused(one))) {
        const item = toFactItem(fact, 90);
        items.set(`${item.pk} ${item.sk}`, item);
      }
      return new Map(facts.filter(isRefused).map((fact) => [factId(fact), new RangeError('x')]));
    },
  };
  const record = recordEvents({ ledger, connection: 'own', topicArn, functionName: 'record', now: () => new Date() });
  return { items, record };
}

/** A batch as SNS and SQS hand it over, one message each. */
function batchOf(messages: readonly (object | string)[], topic = topicArn): SQSEvent {
  const Records = messages.map((message, index) => {
    const Message = typeof message === 'string' ? message : `${JSON.stringify(message)}\n`;
    const body = JSON.stringify({ Type: 'Notification', TopicArn: topic, Message });
    return { messageId: `message-${index}`, body } as SQSRecord;
  });
  return { Records };
}

const failed = (...indexes: number[]) => ({
  batchItemFailures: indexes.map((index) => ({ itemIdentifier: `message-${index}` })),
});

test('what cannot be read goes back to the queue, and its neighbours are recorded', async () => {
  const { record, items } = ledgerInMemory();
  const broken = { ...twoOfThree, bounce: 7 };
  expect(await record(batchOf(['no JSON', twoOfThree, broken, secretLink]))).toEqual(failed(0, 2));
  expect(items.size).toBe(4);
});

test('a message of another topic is not believed', async () => {
  const { record, items } = ledgerInMemory();
  expect(await record(batchOf([twoOfThree], `${topicArn}-2`))).toEqual(failed(0));
  expect(items.size).toBe(0);
});

test('the word that the topic is set up, and an event about no message, are done', async () => {
  const { record } = ledgerInMemory();
  const setup = 'Successfully validated SNS topic for Amazon SES event publishing.';
  expect(await record(batchOf([setup, { eventType: 'Weather Changed' }]))).toEqual(failed());
});

test('exactly the records with a fact that could not be written go back, even for one recipient of two', async () => {
  const { record, items } = ledgerInMemory([secondRecipient]);
  expect(await record(batchOf([secretLink, twoOfThree, secretLink, twoOfThree]))).toEqual(failed(1, 3));
  expect(items.size).toBe(3);
});

test('any order, duplication and split of the events ends in the same items', async () => {
  const records = fixtureRecords.map(([, record]) => record);
  const once = ledgerInMemory();
  await once.record(batchOf(records));
  const deliveries = fc
    .tuple(fc.shuffledSubarray(records, { minLength: records.length }), fc.array(fc.constantFrom(...records)))
    .chain(([all, again]) =>
      fc.tuple(
        fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }),
        fc.integer({ min: 1, max: 30 }),
      ),
    );
  await fc.assert(
    fc.asyncProperty(deliveries, async ([delivered, size]) => {
      const { record, items } = ledgerInMemory();
      for (let at = 0; at < delivered.length; at += size) {
        expect(await record(batchOf(delivered.slice(at, at + size)))).toEqual(failed());
      }
      expect(new Map([...items].sort())).toEqual(new Map([...once.items].sort()));
    }),
    { numRuns: 25 },
  );
});

test('a batch is one short line in the log, and never an address', async () => {
  await ledgerInMemory([secondRecipient]).record(batchOf([twoOfThree, secretLink, 'jane@example.com']));
  expect(info.mock.calls).toMatchObject([['recorded', { Events: 2, Facts: 3, failed: 2 }]]);
  expect(error.mock.calls).toEqual([
    ['record failed', { error: 'MalformedEventError', messageId: 'message-2' }],
    ['not written', { facts: 1, error: 'RangeError' }],
  ]);
  const linesOf = ({ mock }: typeof info | typeof error) =>
    mock.calls.map(([message, rest]) => JSON.stringify({ message, ...Object(rest) }));
  for (const line of linesOf(error)) expect(line.length + '"level":"ERROR",'.length).toBeLessThanOrEqual(120);
  for (const line of linesOf(info)) expect(line.length).toBeLessThanOrEqual(300);
  expect([...linesOf(info), ...linesOf(error)].join()).not.toContain('@');
});
