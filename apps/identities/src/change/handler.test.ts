import {
  CreateEmailIdentityCommand,
  DeleteEmailIdentityCommand,
  GetEmailIdentityCommand,
  PutEmailIdentityMailFromAttributesCommand,
  SESv2Client,
} from '@aws-sdk/client-sesv2';
import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { HttpHandler } from '@sesame/lambda';
import { mockClient } from 'aws-sdk-client-mock';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import createDomain from '../../events/create-domain.json';
import removeDomain from '../../events/remove-domain.json';
import updateDomain from '../../events/update-domain.json';
import verifyDomain from '../../events/verify-domain.json';
import { shop } from '../domain.fixture';

jest.mock('node:timers/promises', () => ({ setTimeout: jest.fn(() => Promise.resolve()) }));

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
};
let handler: HttpHandler;

beforeAll(async () => {
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    IDENTITIES_TABLE: 'identities',
    KEYS_TABLE: 'keys',
    KEY_USES_TABLE: 'key-uses',
    SENDING_IDENTITIES: 'example.com',
  });
  ({ handler } = await import('./handler'));
});
const holder = (permission: string) => ({ Item: { id: 'key', connection: 'own', permission } });

beforeEach(() => {
  dynamoDb.reset();
  ses.reset();
  dynamoDb.on(GetCommand, { TableName: 'keys' }).resolves(holder('full_access'));
  dynamoDb.on(GetCommand, { TableName: 'identities' }).resolves({ Item: row });
  dynamoDb.on(UpdateCommand).resolves({});
  ses.on(CreateEmailIdentityCommand).resolves({ IdentityType: 'DOMAIN', DkimAttributes: { Status: 'PENDING' } });
  ses.on(GetEmailIdentityCommand).resolves({ VerificationStatus: 'SUCCESS', VerifiedForSendingStatus: true });
  ses.on(PutEmailIdentityMailFromAttributesCommand).resolves({});
  ses.on(DeleteEmailIdentityCommand).resolves({});
});

async function answerTo(event: APIGatewayProxyEventV2) {
  const { statusCode, body = '' } = await handler(event, {} as Context);
  return { statusCode, body: JSON.parse(body) as unknown };
}

const written = () => dynamoDb.commandCalls(UpdateCommand).map(({ args }) => args[0].input);

test.each([
  ['created', createDomain, { id: shop.id, name: 'shop.test', status: 'pending' }, { ':status': 'PENDING' }],
  ['verified', verifyDomain, { object: 'domain', id: shop.id }, { ':status': 'SUCCESS', ':verified': true }],
  ['removed', removeDomain, { object: 'domain', id: shop.id, deleted: true }, { ':gone': true }],
])(
  'a domain is %s, and its row follows at once, unless it knows of something newer',
  async (_, event, body, values) => {
    await expect(answerTo(event)).resolves.toMatchObject({ statusCode: 200, body });
    expect(written()).toMatchObject([
      {
        TableName: 'identities',
        Key: { pk: 'own', sk: `id#${shop.id}` },
        ConditionExpression: 'attribute_not_exists(observed_at) OR observed_at <= :asOf',
        ExpressionAttributeValues: values,
      },
    ]);
  },
);

test('a return path is changed in SES alone', async () => {
  await expect(answerTo(updateDomain)).resolves.toEqual({ statusCode: 200, body: { object: 'domain', id: shop.id } });
  expect(ses.commandCalls(PutEmailIdentityMailFromAttributesCommand)).toHaveLength(1);
  expect(written()).toEqual([]);
});

test.each([createDomain, verifyDomain, updateDomain, removeDomain])(
  '$routeKey needs a key with full access',
  async (event) => {
    await expect(answerTo({ ...event, headers: {} })).resolves.toMatchObject({ body: { name: 'missing_api_key' } });
    dynamoDb.on(GetCommand, { TableName: 'keys' }).resolves(holder('sending_access'));
    const restricted = { ...event, headers: { authorization: 'Bearer ss_sending' } };
    await expect(answerTo(restricted)).resolves.toMatchObject({ body: { name: 'restricted_api_key' } });
    expect(ses.calls()).toHaveLength(0);
  },
);
