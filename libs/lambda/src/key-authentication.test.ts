import { createHash } from 'node:crypto';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import type { KeyPermission } from './authentication';
import { documentClient } from './document-client';
import { keyAuthentication } from './key-authentication';
import { log } from './log';

process.env['AWS_REGION'] = 'us-east-1';
const dynamoDb = mockClient(DynamoDBDocumentClient);
const hashOf = (key: string) => createHash('sha256').update(key).digest('hex');
const item = { name: 'Shop', id: 'key-1', connection: 'own', permission: 'sending_access', created_at: '2026-11-22' };
const warn = jest.spyOn(log, 'warn').mockImplementation();
const minute = 60_000;
let time = 0;
const lookUps = () => dynamoDb.commandCalls(GetCommand);
const uses = () => dynamoDb.commandCalls(PutCommand).map(({ args }) => args[0].input);

beforeEach(() => {
  dynamoDb.reset();
  dynamoDb.on(GetCommand).resolves({});
  dynamoDb.on(GetCommand, { TableName: 'keys', Key: { pk: hashOf('ss_1') } }).resolves({ Item: item });
  dynamoDb.on(PutCommand).resolves({});
  warn.mockClear();
  time = 0;
});

const authentication = (permission: KeyPermission = 'sending_access') =>
  keyAuthentication({
    dynamoDb: documentClient(),
    tableName: 'keys',
    usesTableName: 'key-uses',
    now: () => new Date(time),
    permission,
  });
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

test('the holder of a key is found by the SHA-256 of the key', async () => {
  expect(await authentication()(bearer('ss_1'))).toEqual({
    connection: 'own',
    keyId: 'key-1',
    permission: 'sending_access',
  });
});

test('a key that is bound to a domain says so', async () => {
  dynamoDb.on(GetCommand).resolves({ Item: { ...item, domain: 'example.com' } });

  expect(await authentication()(bearer('ss_2'))).toMatchObject({ domain: 'example.com' });
});

test.each([
  [true, true],
  [false, undefined],
])('a key whose wish for unconfirmed e-mail is %s says so', async (resend_unconfirmed, resendUnconfirmed) => {
  dynamoDb.on(GetCommand).resolves({ Item: { ...item, resend_unconfirmed } });

  expect((await authentication()(bearer('ss_2'))).resendUnconfirmed).toBe(resendUnconfirmed);
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
  time = minute - 1;
  await authenticate(bearer('ss_1'));
  expect(lookUps()).toHaveLength(1);

  dynamoDb.on(GetCommand).resolves({});
  time = minute;
  await expect(authenticate(bearer('ss_1'))).rejects.toMatchObject({ errorName: 'invalid_api_key' });
});

test('a slow or stale answer gives a removed key no more than 60 seconds', async () => {
  const authenticate = authentication();
  dynamoDb.on(GetCommand).callsFake(() => {
    time = 3_000;
    return { Item: item };
  });
  await authenticate(bearer('ss_2'));
  expect(lookUps()[0]?.args[0].input).toMatchObject({ ConsistentRead: true });

  dynamoDb.on(GetCommand).resolves({});
  time = minute;
  await expect(authenticate(bearer('ss_2'))).rejects.toMatchObject({ errorName: 'invalid_api_key' });
});

test('the use of a key is recorded at most once an hour, whatever it is used for', async () => {
  const authenticate = authentication();
  const used = async (at: number) => {
    time = at;
    await authenticate(bearer('ss_1'));
  };
  await used(0);
  await used(1);
  await used(minute);
  await used(60 * minute - 1);
  expect(uses()).toEqual([
    { TableName: 'key-uses', Item: { pk: 'own#key-1', last_used_at: '1970-01-01T00:00:00.000Z' } },
  ]);

  await used(120 * minute);
  expect(uses()).toHaveLength(2);
  await expect(authentication('full_access')(bearer('ss_1'))).rejects.toMatchObject({
    errorName: 'restricted_api_key',
  });
  expect(uses()).toHaveLength(3);
});

test('a use that cannot be recorded refuses nobody, is logged without the key, and is tried again', async () => {
  dynamoDb.on(PutCommand).rejects(Object.assign(new Error('slow down'), { name: 'ThrottlingException' }));
  const authenticate = authentication();

  await expect(authenticate(bearer('ss_1'))).resolves.toMatchObject({ keyId: 'key-1' });
  expect(warn.mock.calls).toEqual([['use of a key not recorded', { keyId: 'key-1', error: 'ThrottlingException' }]]);
  dynamoDb.on(PutCommand).resolves({});
  time = minute;
  await authenticate(bearer('ss_1'));
  expect(uses()).toHaveLength(2);
});

test('the use of a key that is not known is recorded nowhere', async () => {
  await expect(authentication()(bearer('ss_2'))).rejects.toMatchObject({ errorName: 'invalid_api_key' });
  expect(uses()).toEqual([]);
});

test('a thousand keys are remembered, and then the oldest is forgotten', async () => {
  dynamoDb.on(GetCommand).resolves({ Item: item });
  const authenticate = authentication();
  for (let n = 0; n <= 1_000; n++) await authenticate(bearer(`ss_${n}`));
  expect(lookUps()).toHaveLength(1_001);

  await authenticate(bearer('ss_1000'));
  expect(lookUps()).toHaveLength(1_001);
  await authenticate(bearer('ss_0'));
  expect(lookUps()).toHaveLength(1_002);
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
