import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import event from '../../events/read.json';

jest.mock('openapi-document', () => ({ __esModule: true, default: { openapi: '3.1.0' } }), { virtual: true });
Object.assign(process.env, {
  AWS_REGION: 'us-east-1',
  ATTACHMENTS_BUCKET: 'attachments',
  EMAILS_TABLE: 'emails',
  KEYS_TABLE: 'keys',
  KEY_USES_TABLE: 'key-uses',
  LEDGER_TABLE: 'ledger',
});
const dynamoDb = mockClient(DynamoDBDocumentClient);
dynamoDb.on(GetCommand).resolves({});

const answerTo = async (routeKey: string, headers: Record<string, string>) => {
  const { handler } = await import('./handler');
  const { statusCode, body = '' } = await handler({ ...event, routeKey, headers }, {} as Context);
  return { statusCode, body: JSON.parse(body) as unknown };
};

test('the description of the API is for anybody, and asks no table', async () => {
  expect(await answerTo('GET /openapi.json', {})).toEqual({ statusCode: 200, body: { openapi: '3.1.0' } });
  expect(dynamoDb.calls()).toHaveLength(0);
});

test('an e-mail is for those who have a key', async () => {
  expect((await answerTo('GET /emails/{id}', {})).statusCode).toBe(401);
  expect((await answerTo('GET /emails/{id}', { authorization: 'Bearer re_unknown' })).statusCode).toBe(403);
});
