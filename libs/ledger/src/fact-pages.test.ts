import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import type { Fact } from './fact';
import { aFact } from './fact.fixture';
import { factId } from './fact-id';
import { factPages } from './fact-pages';
import { factWriter } from './fact-writer';
import { tableOnDynalite } from './table-on-dynalite';

const bucket = (minute: number) => ({ connection: 'own' as const, minute: `2026-11-22T12:0${minute}` });
const at = (minute: number, messageId: string) => aFact({ messageId, time: new Date(`${bucket(minute).minute}:30Z`) });

test('every fact of some minutes comes once, minute by minute, in the same order every time', async () => {
  const table = await tableOnDynalite();
  try {
    const { access } = table;
    const written = [5, 2, 4, 2, 9].flatMap((minute, n) => [at(minute, `m-${n}`), at(minute, `n-${n}`)]);
    const now = () => new Date('2026-11-22T13:00:00Z');
    const parts = { ledgerTable: 'ledger', marksTable: 'marks', keptForDays: 90, now, newValue: () => 'value' };
    expect(await factWriter({ ...parts, dynamoDb: access.dynamoDb }).write(written)).toEqual(new Map());

    const read = async () => {
      const facts: Fact[] = [];
      for await (const page of factPages(access, [0, 1, 2, 3, 4, 5, 6, 7].map(bucket))) facts.push(...page.facts);
      return facts;
    };
    const facts = await read();
    expect(facts.map(({ time }) => time.getUTCMinutes())).toEqual([2, 2, 2, 2, 4, 4, 5, 5]);
    expect(new Set(facts.map(factId))).toEqual(new Set(written.slice(0, 8).map(factId)));
    expect(await read()).toEqual(facts);
  } finally {
    await table.stop();
  }
});

test('at most sixteen pages are asked for before they are wanted, and a page that fails is told when it is its turn', async () => {
  const dynamoDb = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' }));
  const mock = mockClient(dynamoDb);
  mock.on(QueryCommand).resolves({ Items: [], ConsumedCapacity: { CapacityUnits: 0.5 } });
  mock
    .on(QueryCommand, { ExpressionAttributeValues: { ':partition': 'own#2026-11-22T12:01#3' } })
    .rejects(new Error('not now'));
  const pages = factPages({ dynamoDb, tableName: 'ledger' }, [0, 1, 2, 3, 4, 5, 6, 7, 8].map(bucket));
  for (let n = 0; n < 7; n += 1) expect(await pages.next()).toMatchObject({ value: { facts: [], readUnits: 0.5 } });
  expect(mock.commandCalls(QueryCommand)).toHaveLength(22);
  await expect(pages.next()).rejects.toThrow('not now');
});
