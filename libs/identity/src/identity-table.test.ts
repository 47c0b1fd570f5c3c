import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { identityId } from './identity-id';
import { identityTable } from './identity-table';

const dynamoDb = mockClient(DynamoDBDocumentClient);
const start = Date.parse('2026-11-22T12:00:00Z');
const from = { address: 'ada@shop.example.com', domain: 'shop.example.com' };
const keyOf = (name: string) => ({ pk: 'own', sk: `id#${identityId('own', name)}` });
const domainRow = {
  ...keyOf('example.com'),
  name: 'example.com',
  type: 'DOMAIN',
  verified: true,
  verification_status: 'SUCCESS',
};
const syncRow = { pk: 'own', sk: 'sync', completed_at: new Date(start).toISOString() };
const identity = { name: 'example.com', type: 'DOMAIN', verified: true, verificationStatus: 'SUCCESS' };

let time = start;
const table = () =>
  identityTable({
    dynamoDb: DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' })),
    tableName: 'identities',
    now: () => new Date(time),
  });

beforeEach(() => {
  dynamoDb.reset();
  dynamoDb.on(BatchGetCommand).resolves({ Responses: { identities: [domainRow, syncRow] } });
  time = start;
});

test('a sender is looked up by one BatchGetItem of its candidates and the time of the last sync', async () => {
  expect(await table().identitiesFor(from)).toEqual([identity]);
  expect(dynamoDb.calls().map(({ args }) => args[0].input as unknown)).toEqual([
    {
      RequestItems: {
        identities: {
          Keys: [
            keyOf('ada@shop.example.com'),
            keyOf('shop.example.com'),
            keyOf('example.com'),
            { pk: 'own', sk: 'sync' },
          ],
        },
      },
    },
  ]);
});

test('an identity that SES no longer has is none, though its row is still there', async () => {
  const goneRow = { ...keyOf('example.com'), gone: true, observed_at: new Date(start).toISOString() };
  dynamoDb.on(BatchGetCommand).resolves({ Responses: { identities: [goneRow, syncRow] } });

  expect(await table().identitiesFor(from)).toEqual([]);
});

test('what was read is remembered for 60 seconds', async () => {
  const { identitiesFor } = table();
  await identitiesFor(from);
  time = start + 59_999;
  await identitiesFor(from);
  expect(dynamoDb.calls()).toHaveLength(1);
  time = start + 60_000;
  await identitiesFor(from);
  expect(dynamoDb.calls()).toHaveLength(2);
});

test('before the first sync nobody knows who may send', async () => {
  dynamoDb.on(BatchGetCommand).resolves({ Responses: { identities: [domainRow] } });

  await expect(table().identitiesFor(from)).rejects.toMatchObject({ because: 'never-synced', retryAfterSeconds: 60 });
});

test('a copy is good for an hour, remembered or not', async () => {
  time = start + 60 * 60_000 - 1_000;
  const { identitiesFor } = table();
  expect(await identitiesFor(from)).toEqual([identity]);
  time = start + 60 * 60_000 + 1;
  await expect(identitiesFor(from)).rejects.toMatchObject({ name: 'IdentitiesUnknownError', because: 'stale' });
  await expect(table().identitiesFor(from)).rejects.toMatchObject({ because: 'stale' });
});

test('keys that DynamoDB left unprocessed are asked for again', async () => {
  const left = { identities: { Keys: [{ pk: 'own', sk: 'sync' }] } };
  dynamoDb
    .on(BatchGetCommand)
    .resolvesOnce({ Responses: { identities: [domainRow] }, UnprocessedKeys: left })
    .resolvesOnce({ Responses: { identities: [syncRow] } });

  expect(await table().identitiesFor(from)).toEqual([identity]);
  expect(dynamoDb.call(1).args[0].input).toEqual({ RequestItems: left });
});

test('keys that stay unprocessed mean not knowing', async () => {
  const left = { identities: { Keys: [keyOf('example.com')] } };
  dynamoDb.on(BatchGetCommand).resolves({ Responses: { identities: [syncRow] }, UnprocessedKeys: left });

  await expect(table().identitiesFor(from)).rejects.toMatchObject({ because: 'not-read' });
});
