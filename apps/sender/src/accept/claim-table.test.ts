import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { anEmail } from '../email.fixture';
import type { Claim } from './claim';
import { toClaimItem } from './claim-item';
import { claimTable } from './claim-table';

const dynamoDb = mockClient(DynamoDBDocumentClient);
const claims = claimTable({ dynamoDb: dynamoDb as unknown as DynamoDBDocumentClient, tableName: 'emails' });
const name = { connection: 'own', key: 'order/4711' };
const createdAt = new Date('2026-11-22T12:00:00.250Z');
const email = anEmail();
const claim: Claim = { hash: 'h', createdAt, accepted: { id: email.id, suppressed: ['ada@example.net'] } };
const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    message: 'Transaction cancelled',
    CancellationReasons: codes.map((Code) => ({ Code })),
    $metadata: {},
  });

beforeEach(() => dynamoDb.reset());

test('a claim comes back from its item as it was, under a hash of its key', async () => {
  const item = toClaimItem(name, claim);
  dynamoDb.on(GetCommand).resolves({ Item: item });

  expect(item.pk).toMatch(/^own#key#[0-9a-f]{64}$/);
  expect(await claims.read(name, createdAt)).toEqual(claim);
  expect(dynamoDb.commandCalls(GetCommand)[0]?.args[0].input).toMatchObject({
    Key: { pk: item.pk, sk: 'claim' },
    ConsistentRead: true,
  });
});

test('a claim that DynamoDB has not deleted yet counts for 24 hours and no longer', async () => {
  dynamoDb.on(GetCommand).resolves({ Item: toClaimItem(name, claim) });

  expect(await claims.read(name, new Date('2026-11-23T12:00:00.000Z'))).toEqual(claim);
  expect(await claims.read(name, new Date('2026-11-23T12:00:01.000Z'))).toBeUndefined();
});

test('a claim and its e-mail are stored in one transaction, under the condition that no claim stands', async () => {
  dynamoDb.on(TransactWriteCommand).resolves({});

  expect(await claims.storeWithEmail(name, claim, email)).toBe(true);
  expect(dynamoDb.commandCalls(TransactWriteCommand)[0]?.args[0].input.TransactItems).toMatchObject([
    {
      Put: {
        Item: { sk: 'claim', expires: Date.parse('2026-11-23T12:00:01Z') / 1000 },
        ConditionExpression: 'attribute_not_exists(pk) OR expires <= :now',
        ExpressionAttributeValues: { ':now': Date.parse('2026-11-22T12:00:00Z') / 1000 },
      },
    },
    { Put: { Item: { sk: 'email' }, ConditionExpression: 'attribute_not_exists(pk)' } },
  ]);
});

test('a claim that stands wins', async () => {
  dynamoDb.on(TransactWriteCommand).rejects(cancelled('ConditionalCheckFailed', 'None'));

  expect(await claims.storeWithEmail(name, claim, email)).toBe(false);
  expect(dynamoDb.calls()).toHaveLength(1);
});

test('a transaction that met another one is tried again, until it is known which was first', async () => {
  dynamoDb
    .on(TransactWriteCommand)
    .rejectsOnce(cancelled('TransactionConflict', 'None'))
    .rejectsOnce(cancelled('TransactionConflict', 'None'))
    .rejects(cancelled('ConditionalCheckFailed', 'None'));

  expect(await claims.storeWithEmail(name, claim, email)).toBe(false);
  expect(dynamoDb.calls()).toHaveLength(3);
});

test('transactions that go on meeting are no refusal: the caller is asked to try again', async () => {
  dynamoDb.on(TransactWriteCommand).rejects(cancelled('None', 'ThrottlingError'));

  await expect(claims.storeWithEmail(name, claim, email)).rejects.toMatchObject({
    name: 'TransactionInProgressException',
  });
});

test('a transaction that is cancelled for another reason is an error', async () => {
  const error = cancelled('None', 'ValidationError');
  dynamoDb.on(TransactWriteCommand).rejects(error);

  await expect(claims.storeWithEmail(name, claim, email)).rejects.toBe(error);
});
