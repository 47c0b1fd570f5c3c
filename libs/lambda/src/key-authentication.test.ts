import { createHash } from 'node:crypto';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { documentClient } from './document-client';
import { keyAuthentication } from './key-authentication';

process.env['AWS_REGION'] = 'us-east-1';
const dynamoDb = mockClient(DynamoDBDocumentClient);
const hashOf = (key: string) => createHash('sha256').update(key).digest('hex');
const item = { name: 'Shop', id: 'key-1', connection: 'own', permission: 'sending_access', created_at: '2026-11-22' };
let time = 0;

beforeEach(() => {
  dynamoDb.reset();
  dynamoDb.on(GetCommand).resolves({});
  dynamoDb.on(GetCommand, { TableName: 'keys', Key: { pk: hashOf('ss_1') } }).resolves({ Item: item });
  time = 0;
});

const authentication = (permission?: 'full_access') =>
  keyAuthentication({
    dynamoDb: documentClient(),
    tableName: 'keys',
    now: () => new Date(time),
    ...(permission && { permission }),
  });
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

test('the holder of a key is found by the SHA-256 of the key', async () => {
  expect(await authentication()(bearer('ss_1'))).toEqual({
    connection: 'own',
    keyId: 'key-1',
    permission: 'sending_access',
  });
});

test.each([{}, { authorization: '' }, { authorization: 'Basic c3M6' }, { authorization: 'Bearer ' }])(
  'a request without a key is told to send one: %j',
  async (headers) => {
    await expect(authentication()(headers)).rejects.toMatchObject({ errorName: 'missing_api_key' });
    expect(dynamoDb.calls()).toHaveLength(0);
  },
);

test('a key that is not known is refused, and looked up again the next time', async () => {
  const authenticate = authentication();

  await expect(authenticate(bearer('ss_2'))).rejects.toMatchObject({ errorName: 'invalid_api_key' });
  await expect(authenticate(bearer('ss_2'))).rejects.toMatchObject({ errorName: 'invalid_api_key' });
  expect(dynamoDb.calls()).toHaveLength(2);
});

test('a key that was found is remembered for 60 seconds and not a moment longer', async () => {
  const authenticate = authentication();
  await authenticate(bearer('ss_1'));
  time = 59_999;
  await authenticate(bearer('ss_1'));
  expect(dynamoDb.calls()).toHaveLength(1);

  dynamoDb.on(GetCommand).resolves({});
  time = 60_000;
  await expect(authenticate(bearer('ss_1'))).rejects.toMatchObject({ errorName: 'invalid_api_key' });
});

test('a thousand keys are remembered, and then the oldest is forgotten', async () => {
  dynamoDb.on(GetCommand).resolves({ Item: item });
  const authenticate = authentication();
  for (let n = 0; n <= 1_000; n++) await authenticate(bearer(`ss_${n}`));
  expect(dynamoDb.calls()).toHaveLength(1_001);

  await authenticate(bearer('ss_1000'));
  expect(dynamoDb.calls()).toHaveLength(1_001);
  await authenticate(bearer('ss_0'));
  expect(dynamoDb.calls()).toHaveLength(1_002);
});

test('a key that may only send is refused where full access is needed', async () => {
  await expect(authentication('full_access')(bearer('ss_1'))).rejects.toMatchObject({
    errorName: 'restricted_api_key',
  });
});

test('a table that does not answer is not a refusal', async () => {
  dynamoDb.on(GetCommand).rejects(Object.assign(new Error('slow down'), { name: 'ThrottlingException' }));

  await expect(authentication()(bearer('ss_1'))).rejects.toMatchObject({ name: 'ThrottlingException' });
});
