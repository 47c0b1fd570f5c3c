import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import cancel from '../../events/change.json';

Object.assign(process.env, {
  AWS_REGION: 'us-east-1',
  EMAILS_TABLE: 'emails',
  KEYS_TABLE: 'keys',
  KEY_USES_TABLE: 'key-uses',
  FETCH_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/000000000000/fetch',
  SEND_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/000000000000/send',
  SEND_MARKETING_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/000000000000/send-marketing',
});
const dynamoDb = mockClient(DynamoDBDocumentClient);

const answerTo = async (event: typeof cancel) => {
  const { handler } = await import('./handler');
  const { statusCode, body = '' } = await handler(event, {} as Context);
  return { statusCode, body: JSON.parse(body) as unknown };
};

test('a key that may only send cannot cancel, and one with full access can', async () => {
  const key = { id: 'key-1', connection: 'own' };
  dynamoDb.on(GetCommand, { TableName: 'keys' }).resolvesOnce({ Item: { ...key, permission: 'sending_access' } });
  expect((await answerTo(cancel)).statusCode).toBe(401);
  expect(dynamoDb.commandCalls(UpdateCommand)).toHaveLength(0);

  dynamoDb.on(GetCommand, { TableName: 'keys' }).resolves({ Item: { ...key, permission: 'full_access' } });
  const other = { ...cancel, headers: { ...cancel.headers, authorization: 'Bearer ss_other' } };
  expect(await answerTo(other)).toEqual({ statusCode: 200, body: { object: 'email', id: cancel.pathParameters.id } });
  expect(dynamoDb.commandCalls(UpdateCommand)[0]?.args[0].input).toMatchObject({
    TableName: 'emails',
    Key: { pk: `own#${cancel.pathParameters.id}`, sk: 'email' },
    ConditionExpression: '#status = :scheduled',
  });
});
