import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactGetCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../clock';
import type { DynamoDb } from './dynamodb';
import { inProcessClient } from './testing/in-process-client';
import { jobs, openInTest } from './testing/open-in-test';

let client: DynamoDBDocumentClient;
let clock: Clock;
let dynamoDb: DynamoDb;

beforeEach(async () => {
  ({ dynamoDb, clock } = await openInTest());
  await dynamoDb.applyTable(jobs);
  await dynamoDb.applyTable({ ...jobs, TableName: 'others' });
  client = inProcessClient(dynamoDb);
});
afterEach(() => dynamoDb.stop());

const TableName = 'jobs';
const key = (sk: string) => ({ pk: 'a', sk });
const put = (sk: string, attributes = {}) => ({ Put: { TableName, Item: { ...key(sk), ...attributes } } });
const write = (TransactItems: TransactWriteCommandInput['TransactItems'], more = {}) =>
  client.send(new TransactWriteCommand({ TransactItems, ...more }));
const get = async (sk: string) => (await client.send(new GetCommand({ TableName, Key: key(sk) }))).Item;

it('writes to several tables and their indexes at once', async () => {
  await client.send(new PutCommand({ TableName, Item: { ...key('gone'), n: 1 } }));
  await write([
    put('put', { due_pk: 'd', due_sk: '1' }),
    {
      Update: {
        TableName: 'others',
        Key: key('updated'),
        UpdateExpression: 'SET x = :x',
        ExpressionAttributeValues: { ':x': 1 },
      },
    },
    { Delete: { TableName, Key: key('gone') } },
    { ConditionCheck: { TableName, Key: key('none'), ConditionExpression: 'attribute_not_exists(pk)' } },
  ]);
  expect((await client.send(new ScanCommand({ TableName }))).Items).toEqual([expect.objectContaining(key('put'))]);
  expect((await client.send(new ScanCommand({ TableName, IndexName: 'due' }))).Count).toBe(1);
  expect((await client.send(new ScanCommand({ TableName: 'others' }))).Items).toEqual([{ ...key('updated'), x: 1 }]);
});

it('writes nothing when a condition fails, and gives a reason for each action in order', async () => {
  await client.send(new PutCommand({ TableName, Item: { ...key('claim'), by: 'another' } }));
  const failure: unknown = await write([
    put('new'),
    {
      Put: {
        TableName,
        Item: key('claim'),
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
    { ConditionCheck: { TableName, Key: key('none'), ConditionExpression: 'attribute_exists(pk)' } },
    { Update: { TableName, Key: key('other'), UpdateExpression: 'SET a = b' } },
  ]).catch((error: unknown) => error);

  expect(failure).toBeInstanceOf(TransactionCanceledException);
  expect(failure).toMatchObject({
    message:
      'Transaction cancelled, please refer cancellation reasons for specific reasons ' +
      '[None, ConditionalCheckFailed, ConditionalCheckFailed, ValidationError]',
    CancellationReasons: [
      { Code: 'None' },
      {
        Code: 'ConditionalCheckFailed',
        Message: 'The conditional request failed',
        Item: { pk: { S: 'a' }, sk: { S: 'claim' }, by: { S: 'another' } },
      },
      { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
      {
        Code: 'ValidationError',
        Message: 'The provided expression refers to an attribute that does not exist in the item',
      },
    ],
  });
  expect(await get('new')).toBeUndefined();
  expect(await get('claim')).toEqual({ ...key('claim'), by: 'another' });
});

it.each([
  [
    'an action twice on one item',
    [put('x'), { Delete: { TableName, Key: key('x') } }],
    /multiple operations on one item/,
  ],
  ['no action', [], /length greater than or equal to 1/],
  ['101 actions', Array.from({ length: 101 }, (_, n) => put(String(n))), /length less than or equal to 100/],
  ['an entry of two actions', [{ ...put('x'), Delete: { TableName, Key: key('y') } }], /can only contain one of/],
  ['an unreadable expression', [{ Update: { TableName, Key: key('x'), UpdateExpression: 'SET' } }], /Syntax error/],
  ['an empty key', [{ Put: { TableName, Item: { pk: 'a', sk: '' } } }], /cannot contain an empty string/],
  ['more than 4 MB', Array.from({ length: 12 }, (_, n) => put(String(n), { blob: 'x'.repeat(390_000) })), /4 MB/],
])('is refused as a whole with %s', async (_, items, message) => {
  await expect(write(items)).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringMatching(message) as string,
  });
  expect((await client.send(new ScanCommand({ TableName }))).Count).toBe(0);
});

it('is cancelled by a key of another type', async () => {
  await expect(write([put('x'), { Put: { TableName, Item: { pk: 'a', sk: 1 } } }])).rejects.toMatchObject({
    name: 'TransactionCanceledException',
    CancellationReasons: [{ Code: 'None' }, { Code: 'ValidationError' }],
  });
});

describe('a ClientRequestToken', () => {
  const increment = (by: number, token: string) =>
    write(
      [
        {
          Update: { TableName, Key: key('n'), UpdateExpression: 'ADD n :by', ExpressionAttributeValues: { ':by': by } },
        },
      ],
      { ClientRequestToken: token, ReturnConsumedCapacity: 'TOTAL' },
    );

  it('lets a transaction happen once, however often it is sent in ten minutes', async () => {
    const [first, second] = await Promise.all([increment(1, 'token'), increment(1, 'token')]);
    expect(first.ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 2, WriteCapacityUnits: 2 }]);
    expect(second.ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 2, ReadCapacityUnits: 2 }]);
    clock.advance(599_999);
    await increment(1, 'token');
    expect(await get('n')).toMatchObject({ n: 1 });
    clock.advance(1);
    await increment(1, 'token');
    expect(await get('n')).toMatchObject({ n: 2 });
  });

  it('is refused with another request', async () => {
    await increment(1, 'token');
    await expect(increment(2, 'token')).rejects.toMatchObject({ name: 'IdempotentParameterMismatchException' });
    expect(await get('n')).toMatchObject({ n: 1 });
  });

  it('of a transaction that was cancelled is free', async () => {
    const action = { ...put('x').Put, ConditionExpression: 'attribute_exists(pk)' };
    await expect(write([{ Put: action }], { ClientRequestToken: 'token' })).rejects.toThrow(/ConditionalCheckFailed/);
    await increment(1, 'token');
    expect(await get('n')).toMatchObject({ n: 1 });
  });
});

it('costs twice what its writes cost, by table', async () => {
  const { ConsumedCapacity } = await write(
    [
      put('x', { blob: 'x'.repeat(1500) }),
      put('y'),
      { ConditionCheck: { TableName: 'others', Key: key('x'), ConditionExpression: 'attribute_not_exists(pk)' } },
    ],
    { ReturnConsumedCapacity: 'TOTAL' },
  );
  expect(ConsumedCapacity).toEqual([
    { TableName, CapacityUnits: 6, WriteCapacityUnits: 6 },
    { TableName: 'others', CapacityUnits: 2, WriteCapacityUnits: 2 },
  ]);
});

it('reads items in the order asked, missing ones too', async () => {
  await write([put('x', { n: 1, m: 2 })]);
  const { Responses, ConsumedCapacity } = await client.send(
    new TransactGetCommand({
      TransactItems: [
        { Get: { TableName, Key: key('none') } },
        { Get: { TableName, Key: key('x'), ProjectionExpression: 'n' } },
      ],
      ReturnConsumedCapacity: 'TOTAL',
    }),
  );
  expect(Responses).toEqual([{}, { Item: { n: 1 } }]);
  expect(ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 4, ReadCapacityUnits: 4 }]);
});

it('is seen by no reader in part', async () => {
  let writing = true;
  const writer = (async () => {
    for (let n = 0; n < 150; n++) {
      const item = { n, due_pk: 'd', due_sk: String(n).padStart(4, '0') };
      await write(['1', '2', '3', '4'].map((sk) => put(sk, item)));
    }
    writing = false;
  })();
  const seen: unknown[][] = [];
  while (writing) {
    const range = { TableName, KeyConditionExpression: 'pk = :a', ExpressionAttributeValues: { ':a': 'a' } };
    const index = { TableName, IndexName: 'due' };
    const [query, scan, reads] = await Promise.all([
      client.send(new QueryCommand(range)),
      client.send(new ScanCommand(index)),
      client.send(
        new TransactGetCommand({ TransactItems: ['1', '4'].map((sk) => ({ Get: { TableName, Key: key(sk) } })) }),
      ),
    ]);
    seen.push(query.Items?.map(({ n }) => n as unknown) ?? []);
    seen.push(scan.Items?.map(({ due_sk: sk }) => sk as unknown) ?? []);
    seen.push(reads.Responses?.map(({ Item }) => Item?.['n'] as unknown) ?? []);
  }
  await writer;
  expect(seen.length).toBeGreaterThan(20);
  expect(seen.filter((values) => new Set(values).size > 1)).toEqual([]);
});
