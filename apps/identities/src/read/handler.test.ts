import { GetEmailIdentityCommand, SESv2Client, TooManyRequestsException } from '@aws-sdk/client-sesv2';
import { DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { log, type HttpHandler } from '@sesame/lambda';
import { mockClient } from 'aws-sdk-client-mock';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import getDomain from '../../events/get-domain.json';
import listDomains from '../../events/list-domains.json';
import { shop } from '../domain.fixture';

const dynamoDb = mockClient(DynamoDBDocumentClient);
const ses = mockClient(SESv2Client);
const row = {
  pk: 'own',
  sk: `id#${shop.id}`,
  name: 'shop.test',
  type: 'DOMAIN',
  verified: false,
  verification_status: 'PENDING',
  created_at: '2026-11-20T09:00:00.000Z',
  observed_at: '2026-11-20T09:00:00.000Z',
};
let handler: HttpHandler;

beforeAll(async () => {
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    IDENTITIES_TABLE: 'identities',
    KEYS_TABLE: 'keys',
    KEY_USES_TABLE: 'key-uses',
    SENDING_IDENTITIES: 'example.com, Shop.test',
  });
  ({ handler } = await import('./handler'));
});
const holder = (permission: string) => ({ Item: { id: 'key', connection: 'own', permission } });

beforeEach(() => {
  dynamoDb.reset();
  ses.reset();
  dynamoDb.on(GetCommand, { TableName: 'keys' }).resolves(holder('full_access'));
  dynamoDb.on(GetCommand, { TableName: 'identities' }).resolves({ Item: row });
  dynamoDb.on(QueryCommand).resolves({ Items: [row] });
});

async function answerTo(event: APIGatewayProxyEventV2) {
  const { statusCode, headers, body = '' } = await handler(event, {} as Context);
  return { statusCode, headers, body: JSON.parse(body) as unknown };
}

test('one domain is read from the table, and SES asked about it once', async () => {
  ses.on(GetEmailIdentityCommand).resolves({ VerifiedForSendingStatus: true, VerificationStatus: 'SUCCESS' });
  await expect(answerTo(getDomain)).resolves.toMatchObject({
    statusCode: 200,
    body: { object: 'domain', name: 'shop.test', status: 'verified', region: 'us-east-1', deployed: true },
  });
  expect(ses.calls()).toHaveLength(1);
});

test('the list is read from the table alone', async () => {
  await expect(answerTo(listDomains)).resolves.toMatchObject({
    statusCode: 200,
    body: { object: 'list', has_more: false, data: [{ id: shop.id, status: 'pending' }] },
  });
  expect(ses.calls()).toHaveLength(0);
});

test('a throttled question to SES is 503 with the time to try again, never "not found"', async () => {
  ses.on(GetEmailIdentityCommand).rejects(new TooManyRequestsException({ message: 'slow down', $metadata: {} }));
  jest.spyOn(log, 'warn').mockImplementation();
  await expect(answerTo(getDomain)).resolves.toMatchObject({
    statusCode: 503,
    headers: { 'retry-after': '5' },
    body: { name: 'application_error' },
  });
});

test.each([getDomain, listDomains])('$routeKey needs a key with full access', async (event) => {
  await expect(answerTo({ ...event, headers: {} })).resolves.toMatchObject({ body: { name: 'missing_api_key' } });
  dynamoDb.on(GetCommand, { TableName: 'keys' }).resolves(holder('sending_access'));
  const restricted = { ...event, headers: { authorization: 'Bearer ss_sending' } };
  await expect(answerTo(restricted)).resolves.toMatchObject({ body: { name: 'restricted_api_key' } });
  expect(ses.calls()).toHaveLength(0);
});
