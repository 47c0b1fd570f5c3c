import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { lastUses } from './last-uses';

const dynamoDb = mockClient(DynamoDBDocumentClient);
const uses = lastUses({
  dynamoDb: DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' })),
  tableName: 'key-uses',
});
const row = (id: string) => ({ pk: `own#${id}`, last_used_at: '2026-11-22T10:00:00.000Z' });
const time = new Date('2026-11-22T10:00:00.000Z');
const left = { 'key-uses': { Keys: [{ pk: 'own#b' }] } };

beforeEach(() => {
  dynamoDb.reset();
  dynamoDb.on(BatchGetCommand).resolves({ Responses: { 'key-uses': [row('a')] } });
});

test('a page of keys is one BatchGetItem, and a key that was never used has no last use', async () => {
  await expect(uses(['a', 'b'], 'own')).resolves.toEqual(new Map([['a', time]]));
  expect(dynamoDb.calls().map(({ args }) => args[0].input as unknown)).toEqual([
    { RequestItems: { 'key-uses': { Keys: [{ pk: 'own#a' }, { pk: 'own#b' }] } } },
  ]);
});

test('no key needs no call', async () => {
  await expect(uses([], 'own')).resolves.toEqual(new Map());
  expect(dynamoDb.calls()).toHaveLength(0);
});

test('what DynamoDB left is asked for again', async () => {
  dynamoDb
    .on(BatchGetCommand)
    .resolvesOnce({ Responses: { 'key-uses': [row('a')] }, UnprocessedKeys: left })
    .resolvesOnce({ Responses: { 'key-uses': [row('b')] } });
  expect([...(await uses(['a', 'b'], 'own')).keys()]).toEqual(['a', 'b']);
});

test('what stays unread is an error, and not a key that was never used', async () => {
  dynamoDb.on(BatchGetCommand).resolves({ UnprocessedKeys: left });
  await expect(uses(['b'], 'own')).rejects.toMatchObject({ name: 'ProvisionedThroughputExceededException' });
});
