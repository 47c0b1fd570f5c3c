import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { ConditionalCheckFailedException, CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import dynalite from 'dynalite';
import { entryOfItem, type Entry } from './entry-item';

const tableName = 'suppressions';

/**
 * For tests: the table as the shared stack makes it, on a DynamoDB in this process. Dynalite's refusals do not carry the
 * item that DynamoDB's do when asked (`ReturnValuesOnConditionCheckFailure`), so the client adds it.
 */
export async function tableOnDynalite() {
  const server = dynalite({ createTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const dynamoDb = DynamoDBDocumentClient.from(client);
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'by_id_pk', 'by_id_sk', 'unsynced_pk', 'unsynced_sk'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: keySchema('pk', 'sk'),
      GlobalSecondaryIndexes: [
        { IndexName: 'by-id', KeySchema: keySchema('by_id_pk', 'by_id_sk'), Projection: { ProjectionType: 'ALL' } },
        {
          IndexName: 'unsynced',
          KeySchema: keySchema('unsynced_pk', 'unsynced_sk'),
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    }),
  );
  return {
    access: { dynamoDb: answeringWithTheItem(dynamoDb), tableName },
    async entries(): Promise<(Entry & { isIndexed: boolean })[]> {
      const { Items = [] } = await dynamoDb.send(new ScanCommand({ TableName: tableName, ConsistentRead: true }));
      const entryItems = Items.filter(({ sk }) => sk === 'entry');
      return entryItems.map((item) => ({ ...entryOfItem(item), isIndexed: 'by_id_pk' in item && 'by_id_sk' in item }));
    },
    /** Everything, as it stands in the table. */
    async items(): Promise<Record<string, unknown>[]> {
      return (await dynamoDb.send(new ScanCommand({ TableName: tableName, ConsistentRead: true }))).Items ?? [];
    },
    /** The soft bounces that are kept, as items. */
    async softBounces(): Promise<Record<string, unknown>[]> {
      const { Items = [] } = await dynamoDb.send(new ScanCommand({ TableName: tableName, ConsistentRead: true }));
      return Items.filter(({ sk }) => String(sk).startsWith('soft#'));
    },
    async stop(): Promise<void> {
      client.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function keySchema(hash: string, range: string) {
  return [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
}

function answeringWithTheItem(dynamoDb: DynamoDBDocumentClient): DynamoDBDocumentClient {
  const send = dynamoDb.send.bind(dynamoDb) as (command: unknown) => Promise<unknown>;
  const sendWithItem = async (command: unknown) => {
    try {
      return await send(command);
    } catch (error) {
      const isAsked = command instanceof UpdateCommand && command.input.ReturnValuesOnConditionCheckFailure;
      if (!(error instanceof ConditionalCheckFailedException) || !isAsked) throw error;
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
