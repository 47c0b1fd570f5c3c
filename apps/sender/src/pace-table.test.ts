import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { ConditionalCheckFailedException, CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import dynalite from 'dynalite';
import type { PaceState } from './pace';
import { nothingKnown, paceTable, type PaceTable } from './pace-table';
import type { SendingLimits } from './sending-limits';

const server = dynalite({ createTableMs: 0 });
let client: DynamoDBClient;
let table: (connection: string) => PaceTable;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const keys = [
    { AttributeName: 'pk', KeyType: 'HASH' as const },
    { AttributeName: 'sk', KeyType: 'RANGE' as const },
  ];
  await client.send(
    new CreateTableCommand({
      TableName: 'streams',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: keys.map(({ AttributeName }) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: keys,
    }),
  );
  const dynamoDb = answeringWithTheItem(DynamoDBDocumentClient.from(client));
  table = (connection) => paceTable({ dynamoDb, tableName: 'streams', connection: connection });
});

afterAll(async () => {
  client.destroy();
  server.close();
  await once(server, 'close');
});

const start = Date.parse('2026-11-22T12:00:00Z');
const limits: SendingLimits = {
  rate: 14,
  quota: 50_000,
  sentLast24Hours: 7,
  sendingEnabled: true,
  askedAt: new Date('2026-11-22T12:00:00.000Z'),
};
const wish = { readyAt: start, latest: start + 10_000, recipients: 2 };
/** What is known after a lease that was refused because nothing was. */
const look = async (pace: PaceTable): Promise<PaceState> => (await pace.reserve(nothingKnown, wish)).known;

test('while nobody has asked SES, a lease is at one recipient a second', async () => {
  const { lease, known } = await table('new').reserve(nothingKnown, wish);

  expect(lease).toEqual({ next: start, until: start + 2_000, rate: 1 });
  expect(known).toEqual({ next: start + 2_000, limits: undefined });
});

test('who knows nothing of the limits gets no lease, and learns them', async () => {
  const pace = table('told');
  await pace.keepLimits(limits);

  expect(await pace.reserve(nothingKnown, wish)).toEqual({ known: { next: 0, limits } });
});

test('a lease follows the one before, however little is left of it, and never overlaps it', async () => {
  const pace = table('follows');
  await pace.keepLimits(limits);
  const first = await pace.reserve(await look(pace), wish);
  const second = await pace.reserve(first.known, { ...wish, readyAt: start + 50 });

  expect(second.lease?.next).toBeCloseTo(first.lease?.until ?? 0, 2);
  expect((second.lease?.until ?? 0) - (second.lease?.next ?? 0)).toBeCloseTo(2_000 / 14, 2);
});

test('of those who take a lease at the same time each gets one of its own, once it knows of the others', async () => {
  const pace = table('at-once');
  await pace.keepLimits(limits);
  const known = await look(pace);
  const takeOne = async (from: PaceState): Promise<number> => {
    const taken = await pace.reserve(from, wish);
    return taken.lease?.next ?? takeOne(taken.known);
  };
  const begins = (await Promise.all(Array.from({ length: 8 }, () => takeOne(known)))).toSorted((a, b) => a - b);

  for (const [n, begin] of begins.entries()) expect(begin).toBeCloseTo(start + (n * 2_000) / 14, 1);
});

test('one that would begin too late is not taken', async () => {
  const pace = table('late');
  await pace.keepLimits(limits);
  const { known } = await pace.reserve(await look(pace), { ...wish, recipients: 14 });
  const before = { ...known, next: start + 100 };

  const refused = await pace.reserve(before, { ...wish, latest: start + 200 });
  expect(refused.lease).toBeUndefined();
  expect(refused.known.next).toBeCloseTo(start + 1_000, 2);
});

test('at another rate than was known none is taken', async () => {
  const pace = table('changed');
  await pace.keepLimits(limits);
  const { known } = await pace.reserve(await look(pace), wish);
  await pace.keepLimits({ ...limits, rate: 50 });

  const refused = await pace.reserve(known, wish);
  expect(refused.lease).toBeUndefined();
  expect(refused.known).toMatchObject({ limits: { rate: 50 } });
  expect(refused.known.next).toBeCloseTo(known.next, 2);
});

/** Dynalite's refusals do not carry the item, as those of DynamoDB do when asked (`ReturnValuesOnConditionCheckFailure`). */
function answeringWithTheItem(dynamoDb: DynamoDBDocumentClient): DynamoDBDocumentClient {
  const send = dynamoDb.send.bind(dynamoDb) as (command: unknown) => Promise<unknown>;
  const sendWithItem = async (command: unknown) => {
    try {
      return await send(command);
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException) || !(command instanceof UpdateCommand)) throw error;
      const { TableName, Key } = command.input;
      const { Item } = await dynamoDb.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
      if (Item) error.Item = marshall(Item);
      throw error;
    }
  };
  return new Proxy(dynamoDb, {
    get: (target, property): unknown => (property === 'send' ? sendWithItem : Reflect.get(target, property, target)),
  });
}
