import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { HttpHandler } from '@sesame/lambda';
import { entryKey } from '@sesame/suppression';
import { mockClient } from 'aws-sdk-client-mock';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import addBatch from '../../events/add-batch.json';
import add from '../../events/add.json';
import removeBatch from '../../events/remove-batch.json';
import removeByEmail from '../../events/remove-by-email.json';

const dynamoDb = mockClient(DynamoDBDocumentClient);
const keyOf = (address: string) => entryKey('own', 'all', address).pk;
let handler: HttpHandler;

beforeAll(async () => {
  process.env['KEYS_TABLE'] = 'keys';
  process.env['KEY_USES_TABLE'] = 'key-uses';
  process.env['SUPPRESSIONS_TABLE'] = 'suppressions';
  ({ handler } = await import('./handler'));
});
beforeEach(() => {
  dynamoDb.reset();
  dynamoDb.on(UpdateCommand).resolves({});
  dynamoDb
    .on(GetCommand, { TableName: 'keys' })
    .resolves({ Item: { id: 'key', connection: 'own', permission: 'full_access' } });
});

async function answerTo(event: APIGatewayProxyEventV2) {
  const { statusCode, body = '' } = await handler(event, {} as Context);
  return { statusCode, body: JSON.parse(body) as Record<string, unknown> };
}

const updates = () => dynamoDb.commandCalls(UpdateCommand).map(({ args }) => args[0].input);

test('an address is added by one update, and removed by its address under the same id', async () => {
  const added = await answerTo(add);
  expect(added).toMatchObject({ statusCode: 200, body: { object: 'suppression' } });
  expect(updates()).toMatchObject([{ Key: { pk: keyOf('jane@example.com') } }]);

  const manual = '2026-11-22T10:00:00.000Z###Jane@example.com';
  dynamoDb
    .on(GetCommand, { TableName: 'suppressions' })
    .resolves({ Item: { pk: keyOf('jane@example.com'), sk: 'entry', manual } });
  await expect(answerTo(removeByEmail)).resolves.toEqual({
    statusCode: 200,
    body: { object: 'suppression', id: added.body['id'], deleted: true },
  });
  expect(updates()).toHaveLength(2);
});

test('an address that is not on the list is 404, and nothing is written', async () => {
  dynamoDb.on(GetCommand, { TableName: 'suppressions' }).resolves({});
  await expect(answerTo(removeByEmail)).resolves.toMatchObject({ statusCode: 404, body: { name: 'not_found' } });
  expect(updates()).toEqual([]);
});

test('a body that is wrong is 422 and names the field', async () => {
  await expect(answerTo({ ...add, body: '{"email":"jane"}' })).resolves.toMatchObject({
    statusCode: 422,
    body: { name: 'validation_error', field: 'email' },
  });
});

test('a batch is added by one update an address, and removed under the same ids', async () => {
  const added = await answerTo(addBatch);
  expect(added).toMatchObject({
    statusCode: 200,
    body: { data: [{ object: 'suppression' }, { object: 'suppression' }] },
  });
  expect(updates()).toMatchObject([
    { Key: { pk: keyOf('jane@example.com') } },
    { Key: { pk: keyOf('john@example.com') } },
  ]);
  dynamoDb.on(GetCommand, { TableName: 'suppressions' }).resolves({});
  const removed = await answerTo(removeBatch);
  expect(removed.body['data']).toMatchObject(added.body['data'] as object[]);
  expect(removed.body).toMatchObject({ data: [{ deleted: false }, { deleted: false }] });
});

test.each([add, addBatch, removeBatch, removeByEmail])('$routeKey needs a key with full access', async (event) => {
  await expect(answerTo({ ...event, headers: {} })).resolves.toMatchObject({ body: { name: 'missing_api_key' } });
  dynamoDb
    .on(GetCommand, { TableName: 'keys' })
    .resolves({ Item: { id: 'key', connection: 'own', permission: 'sending_access' } });
  const restricted = { ...event, headers: { authorization: 'Bearer ss_sending' } };
  await expect(answerTo(restricted)).resolves.toMatchObject({ body: { name: 'restricted_api_key' } });
  expect(updates()).toEqual([]);
});
