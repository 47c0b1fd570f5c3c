import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import type { Fact } from './fact';
import { aFact, someDetails } from './fact.fixture';
import { factId } from './fact-id';
import { toFactItem } from './fact-item';
import { factWriter } from './fact-writer';
import { ledgerTable } from './ledger-table';
import { marksTable } from './marks-table';
import { tableOnDynalite } from './table-on-dynalite';
import { timelineOf } from './timeline-of';

const keptForDays = 90;
const minute = '2026-11-22T12:00';
const ofMessages = (count: number): Fact[] => Array.from({ length: count }, (_, n) => aFact({ messageId: `m-${n}` }));
const parts = () => {
  let values = 0;
  const now = () => new Date('2026-11-22T12:01:00Z');
  return { ledgerTable: 'ledger', marksTable: 'marks', keptForDays, now, newValue: () => `value-${(values += 1)}` };
};

describe('on a table', () => {
  let table: Awaited<ReturnType<typeof tableOnDynalite>>;
  beforeAll(async () => {
    table = await tableOnDynalite();
  });
  afterAll(() => table.stop());

  test('what was written, in pieces and more than once, is read as one timeline and as one bucket', async () => {
    const writer = factWriter({ ...parts(), dynamoDb: table.access.dynamoDb });
    const ledger = ledgerTable(table.access);
    const facts = Object.values(someDetails).map((details) => aFact({ details }));
    const stranger = aFact({ emailId: undefined, messageId: 'another' });

    expect(await writer.write([...facts.slice(4), ...facts])).toEqual(new Map());
    expect(await writer.write([stranger, ...facts.slice(0, 9)])).toEqual(new Map());

    const inTimelines = facts.filter(({ details: { type } }) => !type.startsWith('first-'));
    expect(timelineOf(await ledger.timeline('own', aFact().emailId ?? ''))).toEqual(timelineOf(inTimelines));
    expect(await ledger.timeline('own', 'another')).toEqual([stranger]);
    expect(await ledger.timeline('other', 'another')).toEqual([]);

    const inBucket: Fact[] = [];
    await ledger.forEachIn({ connection: 'own', minute }, (fact) => inBucket.push(fact));
    expect(inBucket.map(factId).sort()).toEqual([...facts, stranger].map(factId).sort());
  });

  test('the minutes of what was written are marked, each once, with a new value every time', async () => {
    const writer = factWriter({ ...parts(), dynamoDb: table.access.dynamoDb });
    const marks = marksTable({ dynamoDb: table.access.dynamoDb, tableName: 'marks' });
    const late = new Date('2026-11-22T12:07:00Z');

    await writer.write([aFact(), aFact({ recipient: 'b' }), aFact({ time: late })]);
    const first = await marks.all('own', 'minute');
    expect(first.map(({ period }) => period)).toEqual([minute, '2026-11-22T12:07']);
    await writer.write([aFact()]);
    const [changed, same] = await marks.all('own', 'minute');
    expect(changed?.value).not.toBe(first[0]?.value);
    expect(same).toEqual(first[1]);
    expect(await marks.all('own', 'minute', { first: '2026-11-22T12:01', last: '2026-11-22T12:59' })).toEqual([same]);
    expect(await marks.all('own', 'hour')).toEqual([]);
  });

  test('what counts in a bucket that is closed is written and not marked', async () => {
    const marks = marksTable({ dynamoDb: table.access.dynamoDb, tableName: 'marks' });
    const longAgo = new Date('2026-08-22T12:00:00Z');
    const writer = factWriter({ ...parts(), dynamoDb: table.access.dynamoDb });
    expect(await writer.write([aFact({ time: longAgo, sentAt: longAgo })])).toEqual(new Map());
    expect(await marks.all('own', 'minute', { first: '0', last: '2026-09' })).toEqual([]);
  });
});

describe('with a DynamoDB that does not do as it is asked', () => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' }));
  const dynamoDb = mockClient(client);
  const waits: number[] = [];
  const patience = { tries: 5, waitMs: (tried: number) => waits.push(tried) && 0 };
  const ledger = ledgerTable({ dynamoDb: client, tableName: 'ledger' });
  const writer = factWriter({ ...parts(), dynamoDb: client, patience });
  const requestsOf = (input: { RequestItems?: Record<string, unknown[]> | undefined }) =>
    input.RequestItems?.['ledger'] ?? [];
  /** How many facts each call had, in the order of calls; those of the marks come last. */
  const sizes = () =>
    dynamoDb
      .commandCalls(BatchWriteCommand)
      .map(({ args }) => args[0].input)
      .map((input) => requestsOf(input).length || `${input.RequestItems?.['marks']?.length} marked`);
  beforeEach(() => {
    dynamoDb.reset();
    waits.length = 0;
  });

  test('25 facts are one call, and the same fact is not in it twice', async () => {
    dynamoDb.on(BatchWriteCommand).resolves({});
    await writer.write([...ofMessages(60), ...ofMessages(60)]);

    expect(sizes().slice(0, 3).sort()).toEqual([10, 25, 25]);
    expect(sizes().slice(3)).toEqual(['1 marked']);
  });

  test('what was not processed is offered again, and nothing else', async () => {
    let calls = 0;
    dynamoDb.on(BatchWriteCommand).callsFake((input: Parameters<typeof requestsOf>[0]) => {
      calls += 1;
      return calls < 3 ? { UnprocessedItems: { ledger: requestsOf(input).slice(0, 2) } } : {};
    });

    expect(await writer.write(ofMessages(5))).toEqual(new Map());
    expect({ sizes: sizes(), waits }).toEqual({ sizes: [5, 2, 2, '1 marked'], waits: [1, 2] });
  });

  test('what stays unprocessed is named, after five tries', async () => {
    const facts = ofMessages(3);
    dynamoDb.on(BatchWriteCommand).callsFake((input: Parameters<typeof requestsOf>[0]) => ({
      UnprocessedItems: { ledger: requestsOf(input).slice(-1) },
    }));

    const unwritten = await writer.write(facts);
    expect([...unwritten.keys()]).toEqual(facts.slice(2).map(factId));
    expect([...unwritten.values()]).toMatchObject([{ name: 'UnprocessedItems' }]);
    expect(sizes()).toEqual([3, 1, 1, 1, 1, '1 marked']);
  });

  test('facts whose minute could not be marked are told as not written, and no others', async () => {
    const [marked, unmarked] = [aFact(), aFact({ time: new Date('2026-11-22T12:07:00Z') })];
    dynamoDb.on(BatchWriteCommand).callsFake(({ RequestItems }: { RequestItems: Record<string, unknown[]> }) => ({
      UnprocessedItems: RequestItems['marks'] ? { marks: RequestItems['marks'].slice(-1) } : {},
    }));

    const unwritten = await writer.write([marked, unmarked]);
    expect([...unwritten.keys()]).toEqual([factId(unmarked)]);
  });

  test('a call that fails does not keep the others', async () => {
    const throttled = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
    dynamoDb.on(BatchWriteCommand).rejectsOnce(throttled).resolves({});

    const unwritten = await writer.write(ofMessages(60));
    expect([10, 25]).toContain(unwritten.size);
    expect(new Set(unwritten.values())).toEqual(new Set([throttled]));
  });

  test('a timeline of more than one page is read to its end', async () => {
    const [first, second] = ofMessages(2);
    const page = (fact: Fact | undefined, rest = {}) => ({
      Items: fact ? [toFactItem(fact, keptForDays)] : [],
      ...rest,
    });
    dynamoDb
      .on(QueryCommand)
      .resolvesOnce(page(first, { LastEvaluatedKey: { pk: 'own', sk: 'first' } }))
      .resolves(page(second));

    expect(await ledger.timeline('own', aFact().emailId ?? '')).toEqual([first, second]);
  });
});
