import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  type AssumeRoleWithWebIdentityCommandOutput,
} from '@aws-sdk/client-sts';
import { DynamoDBClient, GetItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { PutConfigurationSetSendingOptionsCommand, SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Credentials } from './application';
import { cloudFormation } from './cloud-formation';
import { shared } from './given';
import { grants } from './granted';
import { arnOfRole, credentialsIn, door, sts } from './people';
import { decisionsAbout } from './then';

const workflow = readFileSync(resolve(__dirname, '../.github/workflows/drift.yml'), 'utf8');
/** The stacks that the nightly job looks at, as it names them. */
const stacks = (/for service in (.*); do/.exec(workflow)?.[1] ?? '')
  .split(' ')
  .map((service) => `sesame-local${service.replaceAll("'", '')}`);

/** What AWS's handlers read by their schemas and the embedded CloudFormation does not ask for: it does not emulate what they would tell. */
const readByAws = [
  'cloudformation:DetectStackResourceDrift',
  ...['DescribeContinuousBackups', 'DescribeTimeToLive', 'ListTagsOfResource'].map((read) => `dynamodb:${read}`),
  ...['GetPolicyVersion', 'GetRolePolicy', 'ListAttachedRolePolicies', 'ListRolePolicies'].map((read) => `iam:${read}`),
  ...['lambda:GetFunctionConfiguration', 'lambda:ListTags', 'logs:DescribeLogGroups', 'logs:ListTagsForResource'],
  ...['BucketOwnershipControls', 'BucketPublicAccessBlock', 'EncryptionConfiguration', 'LifecycleConfiguration'].map(
    (what) => `s3:Get${what}`,
  ),
  ...['sqs:GetQueueUrl', 'sqs:ListQueueTags'],
];

let credentials: Credentials;
beforeAll(async () => {
  const environment = 'local-drift';
  const { token } = await door(shared, 'tokens', {
    claims: {
      ...{ iss: 'https://token.actions.githubusercontent.com', aud: 'sts.amazonaws.com', environment },
      ...{ sub: `repo:acme/mail:environment:${environment}`, repository_owner_id: '1234', repository_id: '5678' },
    },
  });
  const taken: AssumeRoleWithWebIdentityCommandOutput = await sts(shared, {
    ...{ accessKeyId: 'none', secretAccessKey: 'none' },
  }).send(
    new AssumeRoleWithWebIdentityCommand({
      ...{ RoleArn: arnOfRole('sesame-local-drift'), RoleSessionName: 'drift-1', WebIdentityToken: token },
    }),
  );
  credentials = credentialsIn(taken);
});

const ask = (action: string, parameters: Record<string, string>) =>
  cloudFormation(shared, credentials, action, parameters);

test.each(stacks)('the nightly job compares %s, and may see all that is in it', async (StackName) => {
  const begun = await ask('DetectStackDrift', { StackName });
  const [, StackDriftDetectionId = ''] = /<StackDriftDetectionId>(.*?)</.exec(begun.text) ?? [];
  const { text } = await ask('DescribeStackDriftDetectionStatus', { StackDriftDetectionId });
  expect(text).toContain('<DetectionStatus>DETECTION_COMPLETE<');
  expect(text).toContain('<StackDriftStatus>IN_SYNC<');
  const drifts = await ask('DescribeStackResourceDrifts', {
    ...{ StackName, 'StackResourceDriftStatusFilters.member.1': 'MODIFIED' },
    'StackResourceDriftStatusFilters.member.2': 'DELETED',
  });
  expect(drifts).toMatchObject({ status: 200, text: expect.stringContaining('StackResourceDrifts') });
});

test('for looking it was refused nothing, and what looking does not use is known', async () => {
  const decisions = await decisionsAbout(shared, 'drift');
  const looking = decisions.filter(({ resource }) => !resource.includes('stack/other'));
  expect(looking.filter(({ decision }) => decision !== 'allowed')).toEqual([]);
  const used = new Set(looking.map(({ action }) => action));
  const granted = [...new Set(grants().flatMap((one) => (one.roleName === 'sesame-local-drift' ? one.action : [])))];
  expect(granted.filter((action) => !used.has(action)).sort()).toEqual(readByAws);
});

const client = () => ({ endpoint: shared.aws, region: 'us-east-1', credentials, maxAttempts: 1 });
const StackName = 'sesame-local-bounces';
const TemplateBody = '{"Resources":{}}';
const table = (name: string) => `sesame-local-${name}`;
const refusedByCloudFormation = async (action: string, parameters: Record<string, string>) => {
  const { status, text } = await ask(action, parameters);
  if (status !== 403) throw new Error(`${action} answered ${status}.`);
  throw Object.assign(new Error(text), { name: 'AccessDenied' });
};

test.each<[string, () => Promise<unknown>]>([
  ['change a stack', () => refusedByCloudFormation('CreateChangeSet', { StackName, ChangeSetName: 'x', TemplateBody })],
  ['carry out a change', () => refusedByCloudFormation('ExecuteChangeSet', { StackName, ChangeSetName: 'x' })],
  ['remove a stack', () => refusedByCloudFormation('DeleteStack', { StackName })],
  ['look at a stack that is not Sesame’s', () => refusedByCloudFormation('DetectStackDrift', { StackName: 'other' })],
  [
    'read the suppression list',
    () => new DynamoDBClient(client()).send(new ScanCommand({ TableName: table('suppressions') })),
  ],
  [
    'read an e-mail',
    () =>
      new DynamoDBClient(client()).send(
        new GetItemCommand({ TableName: table('emails'), Key: { pk: { S: 'own#x' }, sk: { S: 'email' } } }),
      ),
  ],
  [
    'read a message',
    async () => {
      const sqs = new SQSClient(client());
      const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'sesame-local-bounces' }));
      await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    },
  ],
  [
    'alert somebody',
    () =>
      new SNSClient(client()).send(
        new PublishCommand({ TopicArn: 'arn:aws:sns:us-east-1:000000000000:sesame-local-alerts', Message: 'x' }),
      ),
  ],
  [
    'send',
    () =>
      new SESv2Client(client()).send(
        new SendEmailCommand({
          FromEmailAddress: 'hello@example.com',
          Destination: { ToAddresses: ['success@simulator.amazonses.com'] },
          Content: { Simple: { Subject: { Data: 'x' }, Body: { Text: { Data: 'x' } } } },
        }),
      ),
  ],
  [
    'stop sending',
    () =>
      new SESv2Client(client()).send(
        new PutConfigurationSetSendingOptionsCommand({
          ...{ ConfigurationSetName: 'sesame-local-transactional', SendingEnabled: false },
        }),
      ),
  ],
  [
    'take another role',
    () =>
      sts(shared, credentials).send(
        new AssumeRoleCommand({ RoleArn: arnOfRole('sesame-local-deploy-bounces'), RoleSessionName: 'drift' }),
      ),
  ],
])('who looks for drift may not %s', async (_, attempt) => {
  await expect(attempt()).rejects.toMatchObject({ name: expect.stringMatching(/^(AccessDenied|AuthorizationError)/) });
});
