import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import type { Fact } from './fact';
import { aFact, someDetails } from './fact.fixture';
import { factId } from './fact-id';
import { toFactItem } from './fact-item';
import { ledgerTable } from './ledger-table';
import { tableOnDynalite } from './table-on-dynalite';
import { timelineOf } from './timeline-of';

const keptForDays = 90;
const ofMessages = (count: number): Fact[] => Array.from({ length: count }, (_, n) => aFact({ messageId: `m-${n}` }));

describe('on a table', () => {
  let table: Awaited<ReturnType<typeof tableOnDynalite>>;
  beforeAll(async () => {
    table = await tableOnDynalite();
  });
  afterAll(() => table.stop());

  test('what was written, in pieces and more than once, is read as one timeline', async () => {
    const ledger = ledgerTable(table.access);
    const facts = Object.values(someDetails).map((details) => aFact({ details }));
    const stranger = aFact({ emailId: undefined, messageId: 'another' });

    expect(await ledger.write([...facts.slice(4), ...facts], { keptForDays })).toEqual(new Map());
    expect(await ledger.write([stranger, ...facts.slice(0, 9)], { keptForDays })).toEqual(new Map());

    expect(timelineOf(await ledger.timeline('own', aFact().emailId ?? ''))).toEqual(timelineOf(facts));
    expect(await ledger.timeline('own', 'another')).toEqual([stranger]);
    expect(await ledger.timeline('other', 'another')).toEqual([]);
    expect(await table.count()).toBe(facts.length + 1);
  });
});

describe('with a DynamoDB that does not do as it is asked', () => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' }));
  const dynamoDb = mockClient(client);
  const waits: number[] = [];
  const patience = { tries: 5, waitMs: (tried: number) => waits.push(tried) && 0 };
  const ledger = ledgerTable({ dynamoDb: client, tableName: 'ledger', patience });
  const requestsOf = (input: { RequestItems?: Record<string, unknown[]> | undefined }) =>
    input.RequestItems?.['ledger'] ?? [];
  beforeEach(() => {
    dynamoDb.reset();
    waits.length = 0;
  });

  test('25 facts are one call, and the same fact is not in it twice', async () => {
    dynamoDb.on(BatchWriteCommand).resolves({});
    await ledger.write([...ofMessages(60), ...ofMessages(60)], { keptForDays });

    const sizes = dynamoDb.commandCalls(BatchWriteCommand).map(({ args }) => requestsOf(args[0].input).length);
    expect(sizes.sort()).toEqual([10, 25, 25]);
  });

  test('what was not processed is offered again, and nothing else', async () => {
    let calls = 0;
    dynamoDb.on(BatchWriteCommand).callsFake((input: Parameters<typeof requestsOf>[0]) => {
      calls += 1;
      return calls < 3 ? { UnprocessedItems: { ledger: requestsOf(input).slice(0, 2) } } : {};
    });

    expect(await ledger.write(ofMessages(5), { keptForDays })).toEqual(new Map());
    const sizes = dynamoDb.commandCalls(BatchWriteCommand).map(({ args }) => requestsOf(args[0].input).length);
    expect({ sizes, waits }).toEqual({ sizes: [5, 2, 2], waits: [1, 2] });
  });

  test('what stays unprocessed is named, after five tries', async () => {
    const facts = ofMessages(3);
    dynamoDb.on(BatchWriteCommand).callsFake((input: Parameters<typeof requestsOf>[0]) => ({
      UnprocessedItems: { ledger: requestsOf(input).slice(-1) },
    }));

    const unwritten = await ledger.write(facts, { keptForDays });
    expect([...unwritten.keys()]).toEqual(facts.slice(2).map(factId));
    expect([...unwritten.values()]).toMatchObject([{ name: 'UnprocessedItems' }]);
    expect(dynamoDb.calls()).toHaveLength(5);
  });

  test('a call that fails does not keep the others', async () => {
    const throttled = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
    dynamoDb.on(BatchWriteCommand).rejectsOnce(throttled).resolves({});

    const unwritten = await ledger.write(ofMessages(60), { keptForDays });
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
