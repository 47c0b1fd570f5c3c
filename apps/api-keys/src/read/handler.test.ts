import { BatchGetCommand, DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { HttpHandler } from '@sesame/lambda';
import { mockClient } from 'aws-sdk-client-mock';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import list from '../../events/list.json';

const dynamoDb = mockClient(DynamoDBDocumentClient);
let handler: HttpHandler;

beforeAll(async () => {
  process.env['KEYS_TABLE'] = 'keys';
  process.env['KEY_USES_TABLE'] = 'key-uses';
  ({ handler } = await import('./handler'));
});

const row = {
  pk: 'hash',
  connection: 'own',
  permission: 'full_access',
  created_at: '2026-11-22T10:00:00.000Z',
};
const used = { ...row, id: 'b', name: 'Used' };
const unused = { ...row, id: 'a', name: 'Unused', permission: 'sending_access', domain: 'example.com' };

beforeEach(() => {
  dynamoDb.reset();
  dynamoDb.on(PutCommand).resolves({});
  dynamoDb.on(GetCommand).resolves({ Item: { id: 'key', connection: 'own', permission: 'full_access' } });
  dynamoDb.on(QueryCommand).resolves({ Items: [used, unused] });
  dynamoDb
    .on(BatchGetCommand)
    .resolves({ Responses: { 'key-uses': [{ pk: 'own#b', last_used_at: '2026-11-22T11:00:00.000Z' }] } });
});

async function answerTo(event: APIGatewayProxyEventV2) {
  const { statusCode, body = '' } = await handler(event, {} as Context);
  return { statusCode, body: JSON.parse(body) as unknown };
}

test('keys are listed with their last use, and nothing that leads to a token', async () => {
  const created_at = '2026-11-22T10:00:00.000Z';
  await expect(answerTo(list)).resolves.toEqual({
    statusCode: 200,
    body: {
      object: 'list',
      has_more: false,
      data: [
        {
          id: 'b',
          name: 'Used',
          permission: 'full_access',
          domain: null,
          resend_unconfirmed: false,
          created_at,
          last_used_at: '2026-11-22T11:00:00.000Z',
        },
        {
          id: 'a',
          name: 'Unused',
          permission: 'sending_access',
          domain: 'example.com',
          resend_unconfirmed: false,
          created_at,
          last_used_at: null,
        },
      ],
    },
  });
});

test('where there is more, the page says so', async () => {
  await expect(answerTo({ ...list, queryStringParameters: { limit: '1' } })).resolves.toMatchObject({
    body: { has_more: true, data: [{ id: 'b' }] },
  });
});

test('a query that is wrong is refused by its parameter', async () => {
  await expect(answerTo({ ...list, queryStringParameters: { limit: 'all' } })).resolves.toMatchObject({
    statusCode: 422,
    body: { field: 'limit' },
  });
});

test('listing needs a key with full access', async () => {
  await expect(answerTo({ ...list, headers: {} })).resolves.toMatchObject({ body: { name: 'missing_api_key' } });
  dynamoDb.on(GetCommand).resolves({ Item: { id: 'key', connection: 'own', permission: 'sending_access' } });
  const restricted = { ...list, headers: { authorization: 'Bearer ss_sending' } };
  await expect(answerTo(restricted)).resolves.toMatchObject({ body: { name: 'restricted_api_key' } });
  expect(dynamoDb.commandCalls(QueryCommand)).toEqual([]);
});
