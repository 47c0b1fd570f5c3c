import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { log } from '@sesame/lambda';
import type { Context } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import event from '../../events/accept.json';

Object.assign(process.env, {
  API_URL: 'https://mail.example.com',
  AWS_REGION: 'us-east-1',
  ATTACHMENTS_BUCKET: 'attachments',
  EMAILS_TABLE: 'emails',
  FETCH_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/000000000000/fetch',
  IDENTITIES_TABLE: 'identities',
  KEYS_TABLE: 'keys',
  KEY_USES_TABLE: 'key-uses',
  SEND_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/000000000000/send',
  SEND_MARKETING_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/000000000000/send-marketing',
  SENDING_IDENTITIES: 'example.com',
  STREAMS_TABLE: 'streams',
  SUPPRESSIONS_TABLE: 'suppressions',
  TEMPLATES_TABLE: 'templates',
});
const dynamoDb = mockClient(DynamoDBDocumentClient);
const sqs = mockClient(SQSClient);
const warn = jest.spyOn(log, 'warn').mockImplementation();

const key = { pk: 'hash', id: 'key-1', connection: 'own', permission: 'sending_access' };
const identity = {
  sk: 'id#0198b1b2-0000-8000-8000-000000000001',
  name: 'example.com',
  type: 'DOMAIN',
  verified: true,
  verification_status: 'SUCCESS',
};
const sync = { sk: 'sync', completed_at: new Date().toISOString() };

beforeEach(() => {
  dynamoDb.reset();
  sqs.reset();
  dynamoDb.on(GetCommand, { TableName: 'keys' }).resolves({ Item: key });
  dynamoDb.on(GetCommand, { TableName: 'emails' }).resolves({});
  dynamoDb.on(TransactWriteCommand).resolves({});
  dynamoDb.on(BatchGetCommand).callsFake(({ RequestItems }: { RequestItems: object }) => ({
    Responses: 'identities' in RequestItems ? { identities: [identity, sync] } : { suppressions: [] },
  }));
  dynamoDb.on(PutCommand).resolves({});
  sqs.on(SendMessageCommand).resolves({});
});

const accept = async (changed: Partial<typeof event> = {}) => {
  const { handler } = await import('./handler');
  const { statusCode, body = '' } = await handler({ ...event, ...changed }, {} as Context);
  return { statusCode, body: JSON.parse(body) as Record<string, unknown> };
};
const callsMade = () => dynamoDb.calls().length + sqs.calls().length;

test('an e-mail costs four calls of AWS once key and identity are remembered, and the queue carries its id alone', async () => {
  await accept();
  dynamoDb.resetHistory();
  sqs.resetHistory();

  const { statusCode, body } = await accept();

  expect({ statusCode, body }).toEqual({
    statusCode: 200,
    body: { id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string },
  });
  expect(callsMade()).toBe(4);
  expect(sqs.commandCalls(SendMessageCommand)[0]?.args[0].input.MessageBody).toBe(JSON.stringify({ id: body['id'] }));
});

test('with an idempotency key it costs five', async () => {
  await accept();
  dynamoDb.resetHistory();
  sqs.resetHistory();

  const { statusCode } = await accept({
    headers: Object.assign({ 'idempotency-key': 'order/4711' }, event.headers),
  });

  expect({ statusCode, calls: callsMade() }).toEqual({ statusCode: 200, calls: 5 });
  expect(dynamoDb.commandCalls(TransactWriteCommand)).toHaveLength(1);
});

test('what is refused is not stored', async () => {
  const { statusCode, body } = await accept({ body: '{"from":"orders@example.com"}' });

  expect({ statusCode, field: body['field'] }).toEqual({ statusCode: 422, field: 'to' });
  expect(dynamoDb.commandCalls(PutCommand, { TableName: 'emails' })).toHaveLength(0);
});

test('a table that cannot be read is 503 and not a refusal', async () => {
  const away = Object.assign(new Error('away'), { name: 'InternalServerError', $metadata: { httpStatusCode: 500 } });
  dynamoDb.on(BatchGetCommand).rejects(away);

  expect((await accept()).statusCode).toBe(503);
  expect(warn).toHaveBeenCalledWith('dependency failed', { error: 'InternalServerError' });
  expect(dynamoDb.commandCalls(PutCommand, { TableName: 'emails' })).toHaveLength(0);
});
