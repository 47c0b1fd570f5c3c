import { GetCallerIdentityCommand, AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { GetQueueUrlCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';
import { AwsError } from './aws-error';
import type { EmulatedService } from './emulated-service';
import { operation } from './operation';
import { createAwsServer } from './server';
import { stsService } from './sts';
import type { Session } from './sts/sessions';
import { stsUnderTest } from './sts/sts-under-test';

const { sts, store, log } = stsUnderTest();
const { authorize, clock, roles, sessions } = sts;
let server: Server;
let endpoint: string;

const trustsRoles = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow' as const,
      Principal: { AWS: 'arn:aws:iam::000000000000:role/sesame/caller' },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': 'ours' } },
    },
  ],
};
const caller = roles.apply({
  name: 'caller',
  path: '/sesame/',
  trust: { Version: '2012-10-17', Statement: [] },
  policies: [
    {
      name: 'caller',
      document: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 'sqs:GetQueueUrl', Resource: 'arn:aws:sqs:us-east-1:000000000000:ours' },
        ],
      },
    },
  ],
});
const target = roles.apply({ name: 'target', trust: trustsRoles, policies: [] });

/** A service of two operations in the place of SQS, so that this test is about the server alone. */
const queues: EmulatedService<string[]> = {
  signingName: 'sqs',
  protocol: 'json-1.0',
  routedBy: 'AmazonSQS',
  state: ['ours'],
  operations: [
    operation<string[]>()({
      name: 'GetQueueUrl',
      documentation: '',
      input: z.strictObject({ QueueName: z.string() }),
      access: (_, { QueueName }) => [
        { action: 'sqs:GetQueueUrl', resource: `arn:aws:sqs:us-east-1:000000000000:${QueueName}` },
      ],
      run(known, { QueueName }) {
        if (!known.includes(QueueName))
          throw new AwsError('QueueDoesNotExist', 'No such queue.', 400, {
            queryErrorCode: 'AWS.SimpleQueueService.NonExistentQueue',
          });
        return { QueueUrl: `http://somewhere/${QueueName}` };
      },
    }),
  ],
};

beforeAll(async () => {
  server = createAwsServer({
    services: [queues, stsService(sts)],
    sessions,
    authorize,
    clock,
    doors: async () => undefined,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  store.close();
});

const settings = (session: Session) => ({ endpoint, region: 'us-east-1', credentials: session, maxAttempts: 1 });
const asCaller = () => settings(sessions.issue(caller, 'test', 3600));

test("an SDK client with a role's credentials is answered", async () => {
  const sqs = new SQSClient(asCaller());
  expect(await sqs.send(new GetQueueUrlCommand({ QueueName: 'ours' }))).toMatchObject({
    QueueUrl: 'http://somewhere/ours',
  });
});

test('what the role may not do is refused before the service looks at it, with the statement that is missing', async () => {
  const sqs = new SQSClient(asCaller());
  await expect(sqs.send(new GetQueueUrlCommand({ QueueName: 'theirs' }))).rejects.toMatchObject({
    name: 'AccessDeniedException',
    $metadata: { httpStatusCode: 403 },
    message: expect.stringContaining(
      'Missing statement: {"Effect":"Allow","Action":"sqs:GetQueueUrl","Resource":"arn:aws:sqs:us-east-1:000000000000:theirs"}',
    ),
  });
  expect(log.decisions('caller').at(-1)).toMatchObject({ decision: 'implicitly-denied', action: 'sqs:GetQueueUrl' });
});

test('an operation that is not emulated is refused, not imitated', async () => {
  await expect(new SQSClient(asCaller()).send(new ListQueuesCommand({}))).rejects.toMatchObject({
    name: 'UnknownOperationException',
    message: expect.stringContaining('sqs:ListQueues is not emulated'),
  });
});

test('a request without credentials, with unknown ones and with expired ones is refused', async () => {
  const unsigned = await fetch(endpoint, {
    method: 'POST',
    headers: { 'x-amz-target': 'AmazonSQS.GetQueueUrl' },
    body: '{}',
  });
  expect({ status: unsigned.status, body: await unsigned.json() }).toMatchObject({
    status: 403,
    body: { __type: 'com.amazonaws.sqs#MissingAuthenticationTokenException' },
  });
  const session = sessions.issue(caller, 'test', 3600);
  sessions.revoke(session);
  await expect(
    new SQSClient(settings(session)).send(new GetQueueUrlCommand({ QueueName: 'ours' })),
  ).rejects.toMatchObject({
    name: 'UnrecognizedClientException',
  });
  const expired = { ...sessions.issue(caller, 'test', 3600) };
  const held = sessions.byAccessKeyId(expired.accessKeyId);
  if (held) held.expiresAt = clock.now() - 1;
  await expect(
    new SQSClient(settings(expired)).send(new GetQueueUrlCommand({ QueueName: 'ours' })),
  ).rejects.toMatchObject({
    name: 'ExpiredTokenException',
  });
});

test('a request to nothing that is emulated says so', async () => {
  const response = await fetch(`${endpoint}/2015-03-31/functions`);
  expect({ status: response.status, body: await response.json() }).toMatchObject({
    status: 404,
    body: { message: expect.stringContaining('/_sesame/emulated') },
  });
});

test('STS tells who one is, and gives a role to whom its trust policy names, with the ExternalId it wants', async () => {
  const sts = new STSClient(asCaller());
  expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Arn: 'arn:aws:sts::000000000000:assumed-role/caller/test',
    Account: '000000000000',
  });
  const wanted = { RoleArn: target.arn, RoleSessionName: 'chained' };
  await expect(sts.send(new AssumeRoleCommand(wanted))).rejects.toMatchObject({ name: 'AccessDenied' });
  const { Credentials, AssumedRoleUser } = await sts.send(new AssumeRoleCommand({ ...wanted, ExternalId: 'ours' }));
  expect(AssumedRoleUser?.Arn).toBe('arn:aws:sts::000000000000:assumed-role/target/chained');
  const chained = new STSClient({
    endpoint,
    region: 'us-east-1',
    credentials: {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    },
  });
  expect(await chained.send(new GetCallerIdentityCommand({}))).toMatchObject({ Arn: AssumedRoleUser?.Arn });
});

test('a chained role lasts an hour at most', async () => {
  const sts = new STSClient(asCaller());
  const attempt = sts.send(
    new AssumeRoleCommand({
      RoleArn: target.arn,
      RoleSessionName: 'chained',
      ExternalId: 'ours',
      DurationSeconds: 7200,
    }),
  );
  await expect(attempt).rejects.toMatchObject({
    name: 'ValidationError',
    message: expect.stringContaining('1 hour session limit'),
  });
});
