import { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { toKeyRow, type StoredKey } from './key-row';
import { removeKeepingAnother } from './remove-keeping-another';

const dynamoDb = mockClient(DynamoDBDocumentClient);
const access = {
  dynamoDb: DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' })),
  tableName: 'keys',
};
const stored = (hash: string): StoredKey => ({
  hash,
  key: { id: `id of ${hash}`, name: hash, permission: 'full_access', resendUnconfirmed: false, createdAt: new Date(0) },
});
const row = (hash: string) => toKeyRow(stored(hash), 'own');
const cancelledBy = (...codes: string[]) =>
  new TransactionCanceledException({
    message: 'cancelled',
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
const remove = () => removeKeepingAnother(access, stored('mine'), 'own');
const checked = () =>
  dynamoDb
    .commandCalls(TransactWriteCommand)
    .map(({ args }): unknown => args[0].input.TransactItems?.[1]?.ConditionCheck?.Key?.['pk']);

beforeEach(() => {
  dynamoDb.reset();
  dynamoDb.on(QueryCommand).resolves({ Items: [row('mine'), row('other'), row('third')] });
  dynamoDb.on(TransactWriteCommand).resolves({});
});

test('a key goes in one transaction with the check that another one stays', async () => {
  await expect(remove()).resolves.toBe('removed');
  expect(dynamoDb.commandCalls(TransactWriteCommand).map(({ args }) => args[0].input.TransactItems)).toEqual([
    [
      { Delete: { TableName: 'keys', Key: { pk: 'mine' } } },
      { ConditionCheck: { TableName: 'keys', Key: { pk: 'other' }, ConditionExpression: 'attribute_exists(pk)' } },
    ],
  ]);
});

test('the last one stays', async () => {
  dynamoDb.on(QueryCommand).resolves({ Items: [row('mine')] });
  await expect(remove()).resolves.toBe('last-with-full-access');
  expect(checked()).toEqual([]);
});

test('where the other one is gone already the next one counts, and where all are gone the key stays', async () => {
  const otherIsGone = cancelledBy('None', 'ConditionalCheckFailed');
  dynamoDb.on(TransactWriteCommand).rejectsOnce(otherIsGone).resolves({});
  await expect(remove()).resolves.toBe('removed');
  expect(checked()).toEqual(['other', 'third']);

  dynamoDb.on(TransactWriteCommand).rejects(otherIsGone);
  await expect(remove()).resolves.toBe('last-with-full-access');
});

test('where another change is under way nothing is decided', async () => {
  dynamoDb.on(TransactWriteCommand).rejects(cancelledBy('TransactionConflict', 'None'));
  await expect(remove()).resolves.toBe('contended');
});

test('a failure is a failure', async () => {
  dynamoDb.on(TransactWriteCommand).rejects(Object.assign(new Error('slow down'), { name: 'ThrottlingException' }));
  await expect(remove()).rejects.toMatchObject({ name: 'ThrottlingException' });
  dynamoDb.on(TransactWriteCommand).rejects(cancelledBy('ThrottlingError', 'None'));
  await expect(remove()).rejects.toBeInstanceOf(TransactionCanceledException);
});
