import { DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { log, type HttpHandler } from '@sesame/lambda';
import { entryKey } from '@sesame/suppression';
import { mockClient } from 'aws-sdk-client-mock';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import getByEmail from '../../events/get-by-email.json';
import listComplaints from '../../events/list-complaints.json';

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
  dynamoDb
    .on(GetCommand, { TableName: 'keys' })
    .resolves({ Item: { id: 'key', connection: 'own', permission: 'full_access' } });
});

async function answerTo(event: APIGatewayProxyEventV2) {
  const { statusCode, body = '' } = await handler(event, {} as Context);
  return { statusCode, body: JSON.parse(body) as unknown };
}

const mark = '2026-11-20T09:15:03.669Z#feedback##Jane@example.com';

test('one entry is read by its address, consistently', async () => {
  dynamoDb
    .on(GetCommand, { TableName: 'suppressions' })
    .resolves({ Item: { pk: keyOf('jane@example.com'), sk: 'entry', bounce: mark } });
  await expect(answerTo(getByEmail)).resolves.toMatchObject({
    statusCode: 200,
    body: { object: 'suppression', email: 'Jane@example.com', origin: 'bounce', source_id: null },
  });
  const [, read] = dynamoDb.commandCalls(GetCommand);
  expect(read?.args[0].input).toMatchObject({ Key: { pk: keyOf('jane@example.com') }, ConsistentRead: true });
});

test('the list is read from the index', async () => {
  dynamoDb.on(QueryCommand).resolves({ Items: [] });
  await expect(answerTo(listComplaints)).resolves.toEqual({
    statusCode: 200,
    body: { object: 'list', has_more: false, data: [] },
  });
  const indexes = dynamoDb.commandCalls(QueryCommand).map(({ args }) => args[0].input.IndexName);
  expect(indexes).toEqual(['by-id', 'by-id', 'by-id', 'by-id']);
});

test.each([getByEmail, listComplaints])('$routeKey needs a key with full access', async (event) => {
  await expect(answerTo({ ...event, headers: {} })).resolves.toMatchObject({ body: { name: 'missing_api_key' } });
  dynamoDb
    .on(GetCommand, { TableName: 'keys' })
    .resolves({ Item: { id: 'key', connection: 'own', permission: 'sending_access' } });
  const restricted = { ...event, headers: { authorization: 'Bearer ss_sending' } };
  await expect(answerTo(restricted)).resolves.toMatchObject({ body: { name: 'restricted_api_key' } });
  expect(dynamoDb.calls().some(({ args }) => Reflect.get(args[0].input, 'TableName') === 'suppressions')).toBe(false);
});

test('a table that does not answer is 503, never "not on the list"', async () => {
  const throttled = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
  dynamoDb.on(GetCommand, { TableName: 'suppressions' }).rejects(throttled);
  jest.spyOn(log, 'warn').mockImplementation();
  await expect(answerTo(getByEmail)).resolves.toMatchObject({ statusCode: 503 });
});
