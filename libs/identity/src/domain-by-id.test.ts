import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { isUuid } from '@sesame/email';
import { mockClient } from 'aws-sdk-client-mock';
import { domainById } from './domain-by-id';
import type { Identity } from './identity';
import { identityId } from './identity-id';
import { toIdentityRow } from './identity-rows';

const dynamoDb = mockClient(DynamoDBDocumentClient);
const { get } = domainById({
  dynamoDb: DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' })),
  tableName: 'identities',
});
const row = (name: string, type: Identity['type'] = 'DOMAIN') =>
  toIdentityRow('own', { name, type, verified: false, verificationStatus: 'PENDING' });

beforeEach(() => {
  dynamoDb.reset();
  dynamoDb
    .on(QueryCommand)
    .resolvesOnce({
      Items: [row('ada@example.com', 'EMAIL_ADDRESS'), row('example.com')],
      LastEvaluatedKey: { pk: 'own', sk: 'the last' },
    })
    .resolvesOnce({ Items: [row('example.org')] });
});

test('an identity always has the same id, and another connection or name another one', () => {
  const id = identityId('own', 'example.com');
  expect(id).toBe(identityId('own', 'Example.com'));
  expect(isUuid(id)).toBe(true);
  expect(new Set([id, identityId('other', 'example.com'), identityId('own', 'example.org')]).size).toBe(3);
});

test('a domain is found by its id on whatever page it is, in any case of the id, verified or not', async () => {
  expect(await get(identityId('own', 'example.org').toUpperCase())).toMatchObject({ name: 'example.org' });
  expect(dynamoDb.commandCalls(QueryCommand)).toHaveLength(2);
});

test('no page is read after the one that has the domain', async () => {
  expect(await get(identityId('own', 'example.com'))).toMatchObject({ name: 'example.com' });
  expect(dynamoDb.commandCalls(QueryCommand)).toHaveLength(1);
});

test.each([
  ['no domain', identityId('own', 'example.net')],
  ["another connection's domain", identityId('other', 'example.com')],
  ['an address', identityId('own', 'ada@example.com')],
])('the id of %s finds nothing', async (_, id) => {
  expect(await get(id)).toBeUndefined();
});
