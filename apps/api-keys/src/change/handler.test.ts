import { createHash } from 'node:crypto';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { HttpHandler } from '@sesame/lambda';
import { mockClient } from 'aws-sdk-client-mock';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import create from '../../events/create.json';
import remove from '../../events/remove.json';
import rename from '../../events/rename.json';

const dynamoDb = mockClient(DynamoDBDocumentClient);
let handler: HttpHandler;

beforeAll(async () => {
  process.env['KEYS_TABLE'] = 'keys';
  process.env['KEY_USES_TABLE'] = 'key-uses';
  process.env['IDENTITIES_TABLE'] = 'identities';
  ({ handler } = await import('./handler'));
});

const id = rename.pathParameters.id;
const row = { pk: 'hash', id, connection: 'own', name: 'Shop', created_at: '2026-11-22T10:00:00.000Z' };
const sending = { ...row, permission: 'sending_access' };
const full = { ...row, permission: 'full_access' };
const callerWith = (permission: string) =>
  dynamoDb.on(GetCommand).resolves({ Item: { id: 'key', connection: 'own', permission } });

beforeEach(() => {
  dynamoDb.reset();
  dynamoDb.onAnyCommand().resolves({});
  callerWith('full_access');
  dynamoDb.on(QueryCommand).resolves({ Items: [sending] });
});

async function answerTo(event: APIGatewayProxyEventV2) {
  const { statusCode, body = '' } = await handler(event, {} as Context);
  return { statusCode, body: JSON.parse(body) as Record<string, unknown> };
}

test('a created key is answered once, and stored by its hash alone', async () => {
  const { statusCode, body } = await answerTo(create);
  expect({ statusCode, body }).toEqual({
    statusCode: 200,
    body: { id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/), token: expect.stringMatching(/^ss_.{32}$/) },
  });
  const token = String(body['token']);
  const [put] = dynamoDb.commandCalls(PutCommand, { TableName: 'keys' });
  expect(put?.args[0].input.Item).toMatchObject({
    pk: createHash('sha256').update(token).digest('hex'),
    id: body['id'],
    connection: 'own',
    name: 'Shop',
    permission: 'sending_access',
  });
  expect(JSON.stringify(put?.args[0].input)).not.toContain(token);
});

test('a key is renamed, and answered by its id', async () => {
  await expect(answerTo(rename)).resolves.toEqual({ statusCode: 200, body: { object: 'api_key', id } });
  expect(dynamoDb.commandCalls(UpdateCommand)[0]?.args[0].input).toMatchObject({
    Key: { pk: 'hash' },
    ExpressionAttributeValues: { ':name': 'Web shop' },
  });
});

test('a key that may only send is removed, whatever others there are', async () => {
  await expect(answerTo(remove)).resolves.toEqual({ statusCode: 200, body: { object: 'api_key', id, deleted: true } });
  expect(dynamoDb.commandCalls(DeleteCommand)[0]?.args[0].input).toEqual({ TableName: 'keys', Key: { pk: 'hash' } });
});

test('the last key with full access is not removed, and the refusal says what to do', async () => {
  dynamoDb.on(QueryCommand).resolves({ Items: [full] });
  await expect(answerTo(remove)).resolves.toMatchObject({
    statusCode: 409,
    body: { name: 'last_full_access_key', message: expect.stringContaining('Create one first') },
  });
  expect(dynamoDb.commandCalls(DeleteCommand)).toEqual([]);
});

test('while keys are being changed by others, a removal is to be tried again', async () => {
  dynamoDb.on(QueryCommand).resolves({ Items: [{ ...full, pk: 'other' }] });
  dynamoDb.on(QueryCommand, { KeyConditionExpression: '#connection = :connection AND id = :id' }).resolves({
    Items: [full],
  });
  const conflict = { message: '', $metadata: {}, CancellationReasons: [{ Code: 'TransactionConflict' }] };
  dynamoDb.on(TransactWriteCommand).rejects(new TransactionCanceledException(conflict));
  await expect(answerTo(remove)).resolves.toMatchObject({ statusCode: 503, body: { name: 'application_error' } });
});

test.each([rename, remove])('$routeKey of what is no key is 404, and of what is no id 422', async (event) => {
  dynamoDb.on(QueryCommand).resolves({ Items: [] });
  await expect(answerTo(event)).resolves.toMatchObject({ statusCode: 404, body: { name: 'not_found' } });
  await expect(answerTo({ ...event, pathParameters: { id: 'ss_token' } })).resolves.toMatchObject({
    statusCode: 422,
    body: { name: 'validation_error', field: 'id' },
  });
});

test('a key is given its wish for unconfirmed e-mail, when it is created and later', async () => {
  await answerTo({ ...create, body: '{"name":"Shop","resend_unconfirmed":true}' });
  expect(dynamoDb.commandCalls(PutCommand, { TableName: 'keys' })[0]?.args[0].input.Item).toMatchObject({
    resend_unconfirmed: true,
  });
  await answerTo({ ...rename, body: '{"resend_unconfirmed":false}' });
  expect(dynamoDb.commandCalls(UpdateCommand)[0]?.args[0].input).toMatchObject({
    ExpressionAttributeValues: { ':resend_unconfirmed': false },
  });
});

test.each([
  ['{}', 'name'],
  ['{"resend_unconfirmed":"yes"}', 'resend_unconfirmed'],
  ['{"name":"x","permission":"full_access"}', 'permission'],
])('an update that says %s is refused by its field', async (body, field) => {
  await expect(answerTo({ ...rename, body })).resolves.toMatchObject({ statusCode: 422, body: { field } });
});

test.each([create, rename, remove])('$routeKey needs a key with full access', async (event) => {
  await expect(answerTo({ ...event, headers: {} })).resolves.toMatchObject({ body: { name: 'missing_api_key' } });
  callerWith('sending_access');
  const restricted = { ...event, headers: { authorization: 'Bearer ss_sending' } };
  await expect(answerTo(restricted)).resolves.toMatchObject({ body: { name: 'restricted_api_key' } });
  expect(dynamoDb.commandCalls(PutCommand, { TableName: 'keys' })).toEqual([]);
  expect(dynamoDb.commandCalls(QueryCommand)).toEqual([]);
});
