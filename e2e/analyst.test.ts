import { DynamoDBClient, GetItemCommand, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  GetSuppressedDestinationCommand,
  ListSuppressedDestinationsCommand,
  SESv2Client,
  SendEmailCommand,
} from '@aws-sdk/client-sesv2';
import { GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { randomUUID } from 'node:crypto';
import { callSigned, type Credentials, fetchSigned, roleApi } from './application';
import { send, shared, simulated, timePasses } from './given';
import { packagedRoutesForRoles } from './packaged-routes';
import { person, takeRole } from './people';
import { eventually } from './then';

let api: string;
let credentials: Credentials;
beforeAll(async () => {
  api = await roleApi(shared);
  credentials = await takeRole(shared, 'sesame-local-analyst', await person(shared, 'lin'));
});

/** Mail of this campaign is this story's alone. */
const campaign = `analyst-${randomUUID().slice(0, 8)}`;
const ofCampaign = `filter=${encodeURIComponent(`tag:campaign=${campaign}`)}`;

test('the analyst reads what is counted by his role, as JSON and as CSV', async () => {
  const tags = [{ name: 'campaign', value: campaign }];
  for (const outcome of ['success', 'bounce'] as const) await send(shared, simulated(outcome), { tags });
  await eventually(
    async () => {
      await timePasses(shared, 61_000);
      expect(await callSigned(api, credentials, 'GET', `/metrics?interval=hour&${ofCampaign}`)).toMatchObject({
        status: 200,
        body: { object: 'metrics', totals: { sent: 2, delivered: 1, bounced_hard: 1 } },
      });
    },
    { withinMs: 60_000, everyMs: 2_000 },
  );

  const csv = await fetchSigned(api, credentials, 'GET', `/metrics?interval=day&format=csv&${ofCampaign}`);
  expect(csv.headers.get('content-type')).toContain('text/csv');
  const [names = '', ...rows] = (await csv.text()).trim().split('\r\n');
  const sent = names.split(',').indexOf('sent');
  expect(rows.reduce((sum, row) => sum + Number(row.split(',')[sent]), 0)).toBe(2);
  expect(rows.join()).not.toContain('@');
});

test.each(['sesame-local-analyst', 'sesame-local-exporter'])('nobody is %s without a second factor', async (role) => {
  const lin = await person(shared, 'lin');
  await takeRole(shared, role, lin);
  await expect(takeRole(shared, role, lin, { SerialNumber: undefined, TokenCode: undefined })).rejects.toMatchObject({
    name: expect.stringMatching(/^AccessDenied/),
  });
});

test.each(packagedRoutesForRoles().filter((route) => route !== 'GET /metrics'))(
  '%s is not the analyst’s',
  async (route) => {
    const [method = '', path = ''] = route.split(' ');
    const concrete = path.replace(/\{\w+\}/g, 'zoe%40example.net');
    const answer = await callSigned(api, credentials, method, concrete, { ...(method !== 'GET' && { body: {} }) });
    expect(answer).toMatchObject({ status: 403, body: { message: 'Forbidden' } });
    expect(answer.headers.get('sesame-embedded-aws')).toContain('not authorized to perform: execute-api:Invoke');
  },
);

test('the metrics in the words of the resend client have no route for roles, since whoever may read e-mails could read them', async () => {
  expect(await callSigned(api, credentials, 'GET', '/emails/metrics')).toMatchObject({ status: 403 });
  expect(packagedRoutesForRoles()).not.toContain('GET /emails/metrics');
});

type Client = { endpoint: string; region: string; credentials: Credentials; maxAttempts: number };
const of = (TableName: string) => ({ TableName: `sesame-local-${TableName}` });
const equals = (name: string) => ({
  KeyConditionExpression: `${name} = :value`,
  ExpressionAttributeValues: { ':value': { S: 'own#x' } },
});
const Key = { pk: { S: 'own#x' }, sk: { S: 'email' } };

test.each<[what: string, action: string, attempt: (client: Client) => Promise<unknown>]>([
  ['an e-mail', 'dynamodb:GetItem', (c) => new DynamoDBClient(c).send(new GetItemCommand({ ...of('emails'), Key }))],
  [
    'who wrote to whom',
    'dynamodb:Query',
    (c) => new DynamoDBClient(c).send(new QueryCommand({ ...of('emails'), ...equals('pk') })),
  ],
  [
    'facts with the hashes of addresses',
    'dynamodb:Query',
    (c) => new DynamoDBClient(c).send(new QueryCommand({ ...of('ledger'), ...equals('pk') })),
  ],
  [
    'what became of one e-mail',
    'dynamodb:Query',
    (c) =>
      new DynamoDBClient(c).send(
        new QueryCommand({ ...of('ledger'), IndexName: 'timeline', ...equals('timeline_pk') }),
      ),
  ],
  ['the suppression list', 'dynamodb:Scan', (c) => new DynamoDBClient(c).send(new ScanCommand(of('suppressions')))],
  [
    'the suppression list of SES',
    'ses:ListSuppressedDestinations',
    (c) => new SESv2Client(c).send(new ListSuppressedDestinationsCommand({})),
  ],
  [
    'whether SES suppresses somebody',
    'ses:GetSuppressedDestination',
    (c) => new SESv2Client(c).send(new GetSuppressedDestinationCommand({ EmailAddress: 'zoe@example.net' })),
  ],
  [
    'a file that was attached',
    's3:GetObject',
    (c) =>
      new S3Client({ ...c, forcePathStyle: true }).send(
        new GetObjectCommand({ Bucket: 'sesame-local-attachments-000000000000', Key: 'own/x' }),
      ),
  ],
  [
    'where dead letters lie',
    'sqs:GetQueueUrl',
    (c) => new SQSClient(c).send(new GetQueueUrlCommand({ QueueName: 'sesame-local-bounces-dead-letter' })),
  ],
  [
    'feedback',
    'sqs:ReceiveMessage',
    (c) =>
      new SQSClient(c).send(
        new ReceiveMessageCommand({ QueueUrl: `${c.endpoint}/000000000000/sesame-local-bounces-dead-letter` }),
      ),
  ],
])('%s is refused to the analyst, by the name of %s', async (_, action, attempt) => {
  const client = { endpoint: shared.aws, region: 'us-east-1', credentials, maxAttempts: 1 };
  await expect(attempt(client)).rejects.toMatchObject({
    message: expect.stringMatching(new RegExp(`assumed-role/sesame-local-analyst/lin.*${action}`)),
  });
});

test('the analyst cannot send past Sesame either', async () => {
  const ses = new SESv2Client({ endpoint: shared.aws, region: 'us-east-1', credentials, maxAttempts: 1 });
  const Text = { Data: 'Hello' };
  const message = {
    FromEmailAddress: 'hello@example.com',
    Destination: { ToAddresses: [simulated('success')] },
    Content: { Simple: { Subject: Text, Body: { Text } } },
  };
  await expect(ses.send(new SendEmailCommand(message))).rejects.toMatchObject({
    message: expect.stringContaining('ses:SendEmail'),
  });
});
