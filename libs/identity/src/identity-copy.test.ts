import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import type { Identity } from './identity';
import { identityCopy } from './identity-copy';

const dynamoDb = mockClient(DynamoDBDocumentClient);
const copy = identityCopy({
  dynamoDb: DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' })),
  tableName: 'identities',
  now: () => new Date('2026-11-22T12:00:00Z'),
});
const identity = (name: string, verified = true): Identity => ({
  name,
  type: 'DOMAIN',
  verified,
  verificationStatus: verified ? 'SUCCESS' : 'PENDING',
});
const row = (name: string, verified = true) => ({
  pk: 'own',
  sk: `identity#${name}`,
  name,
  type: 'DOMAIN',
  verified,
  verification_status: verified ? 'SUCCESS' : 'PENDING',
});
const syncRequest = { PutRequest: { Item: { pk: 'own', sk: 'sync', completed_at: '2026-11-22T12:00:00.000Z' } } };
const written = () =>
  dynamoDb.commandCalls(BatchWriteCommand).map(({ args }) => args[0].input.RequestItems?.['identities'] as unknown[]);

beforeEach(() => {
  dynamoDb.reset();
  dynamoDb.on(BatchWriteCommand).resolves({});
});

test('what differs is written, what is gone is removed, and then the time of the sync is kept', async () => {
  dynamoDb.on(QueryCommand).resolves({ Items: [row('same.example'), row('now.example', false), row('gone.example')] });

  const changes = await copy.replace([identity('same.example'), identity('now.example'), identity('new.example')]);

  expect(changes).toEqual({ written: 2, removed: 1 });
  expect(written()).toEqual([
    [
      { PutRequest: { Item: row('now.example') } },
      { PutRequest: { Item: row('new.example') } },
      { DeleteRequest: { Key: { pk: 'own', sk: 'identity#gone.example' } } },
    ],
    [syncRequest],
  ]);
});

test('where nothing changed only the time of the sync is written', async () => {
  dynamoDb.on(QueryCommand).resolves({ Items: [row('same.example')] });

  await copy.replace([identity('same.example')]);

  expect(written()).toEqual([[syncRequest]]);
});

test('many identities are written 25 at a time', async () => {
  dynamoDb.on(QueryCommand).resolves({ Items: [] });

  await copy.replace(Array.from({ length: 60 }, (_, n) => identity(`d${n}.example`)));

  expect(written().map(({ length }) => length)).toEqual([25, 25, 10, 1]);
});

test('a sync whose rows could not all be written does not count', async () => {
  dynamoDb.on(QueryCommand).resolves({ Items: [] });
  dynamoDb
    .on(BatchWriteCommand)
    .resolves({ UnprocessedItems: { identities: [{ PutRequest: { Item: row('a.example') } }] } });

  await expect(copy.replace([identity('a.example')])).rejects.toThrow('not written');
  expect(written().flat()).not.toContainEqual(syncRequest);
});
