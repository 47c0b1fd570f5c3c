import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import dynalite from 'dynalite';
import type { Cause, Standing } from './standing';
import { standingTable, type StandingTable } from './standing-table';
import { standingsInMemory } from './standings-in-memory';

const server = dynalite({ createTableMs: 0 });
let client: DynamoDBClient;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new DynamoDBClient({ endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', credentials });
  const key = (AttributeName: string, KeyType: 'HASH' | 'RANGE') => ({ AttributeName, KeyType });
  await client.send(
    new CreateTableCommand({
      TableName: 'streams',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
    }),
  );
});

afterAll(async () => {
  client.destroy();
  server.close();
  await once(server, 'close');
});

const now = new Date('2026-11-22T12:00:00.000Z');
const cause: Cause = {
  ...{ rate: 'bounce_rate', value: 0.06, threshold: 0.05, recipients: 1_000, events: 60 },
  ...{ from: new Date('2026-11-21T12:00:00.000Z'), to: now },
};
const paused = { state: 'paused', since: now, by: 'guard', cause, toDo: ['tell'] } as const;

describe.each<[string, () => StandingTable]>([
  ['DynamoDB', () => standingTable({ dynamoDb: DynamoDBDocumentClient.from(client), tableName: 'streams' })],
  ['memory', standingsInMemory],
])('in %s', (name, open) => {
  const connection = name;
  let table: StandingTable;
  beforeAll(() => void (table = open()));

  test('a stream is active until something changes', async () => {
    expect(await table.read(connection, 'marketing')).toEqual<Standing>({
      ...{ connection, stream: 'marketing', version: 0, state: 'active', toDo: [] },
    });
  });

  test('what was changed is read as it was written, and of two that change the same one is told', async () => {
    const read = await table.read(connection, 'marketing');
    const first = await table.change(read, paused);
    expect(first).toEqual({ connection, stream: 'marketing', version: 1, ...paused });
    expect(await table.change(read, { state: 'warned', toDo: [] })).toBeUndefined();
    expect(await table.read(connection, 'marketing')).toEqual(first);

    const resumed = { at: now, by: 'key 1', reason: 'The list was cleaned.', cause };
    const active = { state: 'active', since: now, by: 'key 1', resumed, toDo: ['tell', 'switch on'] } as const;
    if (!first) throw new Error('It was changed');
    expect(await table.change(first, active)).toEqual({ connection, stream: 'marketing', version: 2, ...active });
    expect(await table.change(first, active)).toBeUndefined();
    expect(await table.read(connection, 'transactional')).toMatchObject({ version: 0 });
  });
});
