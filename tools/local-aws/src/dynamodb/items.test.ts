import { ConditionalCheckFailedException, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { inProcessClient } from './testing/in-process-client';
import { jobs, openInTest } from './testing/open-in-test';

let client: DynamoDBDocumentClient;
let stop: () => Promise<void>;

beforeEach(async () => {
  const { dynamoDb } = await openInTest();
  await dynamoDb.applyTable(jobs);
  client = inProcessClient(dynamoDb);
  stop = () => dynamoDb.stop();
});
afterEach(() => stop());

const TableName = 'jobs';
const Key = { pk: 'a', sk: '1' };
const put = (item: Record<string, unknown>) => client.send(new PutCommand({ TableName, Item: { ...Key, ...item } }));
const get = async (key = Key) => (await client.send(new GetCommand({ TableName, Key: key }))).Item;

describe('one item', () => {
  it('is read as it was written, with every kind of value', async () => {
    const item = {
      ...Key,
      text: 'ä',
      number: -1.5,
      yes: true,
      nothing: null,
      list: [1, { deep: ['x'] }],
      set: new Set(['p', 'q']),
      bytes: new Uint8Array([1, 2, 3]),
    };
    await put(item);
    const read = await get();
    expect({ ...read, bytes: Array.from(read?.['bytes'] as Uint8Array) }).toEqual({ ...item, bytes: [1, 2, 3] });
  });

  it('is found by the ARN of its table too', async () => {
    await put({ colour: 'red' });
    const arn = 'arn:aws:dynamodb:us-east-1:000000000000:table/jobs';
    const { Item } = await client.send(new GetCommand({ TableName: arn, Key, ProjectionExpression: 'colour' }));
    expect(Item).toEqual({ colour: 'red' });
  });

  it('is updated by expressions, and what was updated is returned', async () => {
    await put({ count: 1, former: 'gone' });
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName,
        Key,
        UpdateExpression: 'SET #s = if_not_exists(#s, :s) REMOVE former ADD #c :one',
        ExpressionAttributeNames: { '#s': 'state', '#c': 'count' },
        ExpressionAttributeValues: { ':s': 'queued', ':one': 1 },
        ReturnValues: 'UPDATED_NEW',
      }),
    );
    expect(Attributes).toEqual({ state: 'queued', count: 2 });
    expect(await get()).toEqual({ ...Key, state: 'queued', count: 2 });
  });

  it('has no Attributes in an answer that asked for old values where there were none', async () => {
    const answer = await client.send(
      new UpdateCommand({
        TableName,
        Key,
        UpdateExpression: 'SET x = :x',
        ExpressionAttributeValues: { ':x': 1 },
        ReturnValues: 'UPDATED_OLD',
      }),
    );
    expect(answer).not.toHaveProperty('Attributes');
  });

  it.each([
    ['PutItem', () => client.send(new PutCommand({ TableName, Item: Key, ...unmet }))],
    ['DeleteItem', () => client.send(new DeleteCommand({ TableName, Key, ...unmet }))],
    ['UpdateItem', () => client.send(new UpdateCommand({ TableName, Key, UpdateExpression: 'REMOVE x', ...unmet }))],
  ])('is shown by a %s whose condition it does not meet', async (_, send) => {
    await put({ state: 'sent' });
    const failure: unknown = await send().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConditionalCheckFailedException);
    expect(failure).toMatchObject({
      message: 'The conditional request failed',
      Item: { pk: { S: 'a' }, sk: { S: '1' }, state: { S: 'sent' } },
    });
    expect(await get()).toEqual({ ...Key, state: 'sent' });
  });

  it('is not shown by a failed condition that did not ask for it, nor where there is none', async () => {
    const condition = { ConditionExpression: 'attribute_exists(pk)' };
    const missing = await client
      .send(new DeleteCommand({ TableName, Key, ...condition, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }))
      .catch((error: unknown) => error);
    expect(missing).toMatchObject({ name: 'ConditionalCheckFailedException' });
    expect(missing).not.toHaveProperty('Item', expect.anything());
  });

  it('counts a thousand concurrent increments', async () => {
    await Promise.all(
      Array.from({ length: 1000 }, () =>
        client.send(
          new UpdateCommand({
            TableName,
            Key,
            UpdateExpression: 'ADD n :one',
            ExpressionAttributeValues: { ':one': 1 },
          }),
        ),
      ),
    );
    expect(await get()).toEqual({ ...Key, n: 1000 });
  });

  it('needs a table that exists', async () => {
    await expect(client.send(new GetCommand({ TableName: 'nothing', Key }))).rejects.toThrow(ResourceNotFoundException);
  });

  it('may not have an empty text as the key of an index', async () => {
    await expect(put({ due_pk: '', due_sk: '1' })).rejects.toThrow(
      /secondary index key .* IndexName: due, IndexKey: due_pk/,
    );
    await expect(put({ due_pk: 1, due_sk: '1' })).rejects.toThrow(/Type mismatch for Index Key due_pk/);
    expect(await get()).toBeUndefined();
  });

  it('says what it consumed', async () => {
    const { ConsumedCapacity } = await client.send(
      new PutCommand({ TableName, Item: { ...Key, blob: 'x'.repeat(1500) }, ReturnConsumedCapacity: 'TOTAL' }),
    );
    expect(ConsumedCapacity).toMatchObject({ TableName, CapacityUnits: 2 });
  });
});

const unmet = {
  ConditionExpression: '#s = :queued',
  ExpressionAttributeNames: { '#s': 'state' },
  ExpressionAttributeValues: { ':queued': 'queued' },
  ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
} as const;

describe('a range', () => {
  it('is read by page, forwards and backwards, each item once, also where many share an index key', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.tuple(fc.string(), fc.integer({ min: 0, max: 3 })), {
          selector: ([sk]) => sk,
          maxLength: 40,
        }),
        fc.integer({ min: 1, max: 7 }),
        fc.boolean(),
        async (items, Limit, ScanIndexForward) => {
          const { dynamoDb } = await openInTest();
          await dynamoDb.applyTable(jobs);
          const sender = inProcessClient(dynamoDb);
          for (const [sk, due] of items) {
            const Item = { pk: 'a', sk: `s${sk}`, due_pk: 'd', due_sk: String(due), rest: 'not projected' };
            await sender.send(new PutCommand({ TableName, Item }));
          }
          const read: Record<string, unknown>[] = [];
          let ExclusiveStartKey: Record<string, unknown> | undefined;
          do {
            const page = await sender.send(
              new QueryCommand({
                TableName,
                IndexName: 'due',
                KeyConditionExpression: 'due_pk = :d',
                ExpressionAttributeValues: { ':d': 'd' },
                ScanIndexForward,
                Limit,
                ...(ExclusiveStartKey && { ExclusiveStartKey }),
              }),
            );
            read.push(...(page.Items ?? []));
            ExclusiveStartKey = page.LastEvaluatedKey;
          } while (ExclusiveStartKey);
          await dynamoDb.stop();

          expect(read.map(({ sk }) => sk).sort()).toEqual(items.map(([sk]) => `s${sk}`).sort());
          const order = read.map(({ due_sk: due }) => Number(due));
          expect(order).toEqual([...order].sort((a, b) => (ScanIndexForward ? a - b : b - a)));
          expect(read.every((row) => !('rest' in row))).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('of an index holds items apart whose keys have the same hash in dynalite', async () => {
    for (const sk of ['item 3545', 'item 8276']) await put({ sk, due_pk: 'd', due_sk: '1' });
    const { Count } = await client.send(new ScanCommand({ TableName, IndexName: 'due' }));
    expect(Count).toBe(2);
  });

  it('of an index follows its items when they change and go', async () => {
    const due = async () => {
      const { Items } = await client.send(new ScanCommand({ TableName, IndexName: 'due' }));
      return Items?.map(({ due_sk: sk }) => String(sk));
    };
    await put({ due_pk: 'd', due_sk: '1' });
    expect(await due()).toEqual(['1']);
    const update = { TableName, Key, ExpressionAttributeValues: { ':due': '2' } };
    await client.send(new UpdateCommand({ ...update, UpdateExpression: 'SET due_sk = :due' }));
    expect(await due()).toEqual(['2']);
    await client.send(new UpdateCommand({ TableName, Key, UpdateExpression: 'REMOVE due_sk' }));
    expect(await due()).toEqual([]);
    await put({ due_pk: 'd', due_sk: '3' });
    await client.send(new DeleteCommand({ TableName, Key }));
    expect(await due()).toEqual([]);
  });

  it('is filtered and bounded by the sort key', async () => {
    for (const sk of ['a1', 'a2', 'b1']) await put({ sk, even: sk.endsWith('2') });
    const { Items, ScannedCount } = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :a)',
        FilterExpression: 'even = :yes',
        ExpressionAttributeValues: { ':pk': 'a', ':a': 'a', ':yes': true },
      }),
    );
    expect(Items).toEqual([{ pk: 'a', sk: 'a2', even: true }]);
    expect(ScannedCount).toBe(2);
  });

  it('ends a page at 1 MB', async () => {
    for (const sk of ['1', '2', '3', '4']) await put({ sk, blob: 'x'.repeat(350_000) });
    const page = await client.send(new ScanCommand({ TableName }));
    expect(page.Items).toHaveLength(3);
    const rest = await client.send(new ScanCommand({ TableName, ExclusiveStartKey: page.LastEvaluatedKey }));
    expect(rest.Items).toHaveLength(1);
    expect(rest.LastEvaluatedKey).toBeUndefined();
  });
});

describe('a batch', () => {
  it('writes and reads many items', async () => {
    await put({ sk: 'old' });
    const write = await client.send(
      new BatchWriteCommand({
        RequestItems: {
          jobs: [
            { DeleteRequest: { Key: { pk: 'a', sk: 'old' } } },
            ...Array.from({ length: 24 }, (_, n) => ({ PutRequest: { Item: { pk: 'a', sk: String(n), n } } })),
          ],
        },
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
    expect(write.UnprocessedItems).toEqual({});
    expect(write.ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 25 }]);

    const arn = 'arn:aws:dynamodb:us-east-1:000000000000:table/jobs';
    const { Responses } = await client.send(
      new BatchGetCommand({ RequestItems: { [arn]: { Keys: ['old', '0', '23'].map((sk) => ({ pk: 'a', sk })) } } }),
    );
    expect(Responses?.[arn]?.map(({ n }) => Number(n)).sort()).toEqual([0, 23]);
  });

  it.each([
    ['the same item twice', [Key, Key], 'Provided list of item keys contains duplicates'],
    ['a key of another shape', [{ pk: 'a' }], 'The provided key element does not match the schema'],
  ])('with %s is refused and writes nothing', async (_, items, message) => {
    const requests = [{ pk: 'a', sk: 'first' }, ...items].map((Item) => ({ PutRequest: { Item } }));
    await expect(client.send(new BatchWriteCommand({ RequestItems: { jobs: requests } }))).rejects.toThrow(message);
    expect(await get({ pk: 'a', sk: 'first' })).toBeUndefined();
  });

  it('of more than 25 writes to two tables is refused', async () => {
    const requests = (count: number) =>
      Array.from({ length: count }, (_, n) => ({ PutRequest: { Item: { pk: 'a', sk: String(n) } } }));
    await expect(
      client.send(new BatchWriteCommand({ RequestItems: { jobs: requests(20), other: requests(6) } })),
    ).rejects.toThrow('Too many items requested for the BatchWriteItem call');
  });
});
