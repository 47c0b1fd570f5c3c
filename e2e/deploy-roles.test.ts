import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { join } from 'node:path';
import * as z from 'zod';
import { type Credentials, credentialsOf } from './application';
import { cloudFormation } from './cloud-formation';
import { send, simulated } from './given';
import { covers, deployRoles, grants } from './granted';
import { packagedTemplates } from './packaged/template';
import { type SesameProcess, startSesame } from './sesame-process';
import { decisionsAbout, isSuppressed } from './then';
import { copyOfTheSources, framework } from './workspace';

const account = '000000000000';
const workspace = copyOfTheSources();
let sesame: SesameProcess;
beforeAll(async () => {
  sesame = await startSesame();
});
afterAll(async () => {
  await sesame.stop();
  workspace.remove();
});

/** What a job of GitHub gets that asks for the role of a service. */
async function jobCredentials(service: string): Promise<Credentials> {
  const claims = {
    ...{ iss: 'https://token.actions.githubusercontent.com', aud: 'sts.amazonaws.com' },
    ...{ sub: 'repo:acme/mail:environment:local', repository_owner_id: '1234', repository_id: '5678' },
  };
  const tokens = await fetch(`${sesame.aws}/_sesame/tokens`, { method: 'POST', body: JSON.stringify({ claims }) });
  const { token } = z.object({ token: z.string() }).parse(await tokens.json());
  const nobody = { accessKeyId: 'none', secretAccessKey: 'none' };
  const sts = new STSClient({ endpoint: sesame.aws, region: 'us-east-1', credentials: nobody });
  const { Credentials: given } = await sts.send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: `arn:aws:iam::000000000000:role/sesame/sesame-local-deploy-${service}`,
      ...{ RoleSessionName: `job-${service}`, WebIdentityToken: token },
    }),
  );
  return {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  };
}

const folderOf = (service: string) => join(workspace.folder, 'apps', service);

const services = deployRoles().map((name) => name.replace('sesame-local-deploy-', ''));
/** One service shows it here; `SESAME_DEPLOY_ROLES=all` makes every service anew with its own role. */
const made = process.env['SESAME_DEPLOY_ROLES'] === 'all' ? services.filter((name) => name !== 'root') : ['bounces'];

test.each(made)(
  'a job makes %s anew with its role, and is refused nothing',
  async (service) => {
    const deployer = await credentialsOf(sesame, 'deployer');
    expect(await framework(sesame, deployer, folderOf(service), 'remove')).toMatchObject({ code: 0 });
    const { code, said } = await framework(sesame, await jobCredentials(service), folderOf(service), 'deploy');
    expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining('Service deployed') });
    const decisions = await decisionsAbout(sesame, `deploy-${service}`);
    expect(decisions.filter(({ decision }) => decision !== 'allowed')).toEqual([]);
  },
  300_000,
);

test('the service goes on', async () => {
  const bounced = simulated('bounce');
  await send(sesame, bounced);
  await isSuppressed(sesame, bounced, 'bounce');
});

test('with it nothing else can be deployed: the framework is refused by the name of the other stack', async () => {
  const credentials = await jobCredentials('bounces');
  const { code, said } = await framework(sesame, credentials, folderOf('complaints'), 'deploy');
  expect({ code, said }).toEqual({
    code: 1,
    said: expect.stringMatching(
      /not authorized to perform: cloudformation:\w+ on resource: \S*stack\/sesame-local-complaints\//,
    ),
  });
}, 60_000);

const stackOf = (service: string) => (service === 'root' ? 'sesame-local' : `sesame-local-${service}`);

test.each(services)('whoever deploys %s reaches its stack, and no other stack of any service', async (service) => {
  const credentials = await jobCredentials(service);
  const stacks = [...services, 'access'].map(stackOf);
  const reached: string[] = [];
  for (const StackName of stacks) {
    const seen = await cloudFormation(sesame, credentials, 'DescribeStacks', { StackName });
    const changed = await cloudFormation(sesame, credentials, 'CreateChangeSet', {
      ...{ StackName, ChangeSetName: 'stolen', TemplateBody: '{"Resources":{}}' },
    });
    if (seen.status === 200) reached.push(StackName);
    else for (const { text } of [seen, changed]) expect(text).toContain(`stack/${StackName}/`);
    if (seen.status !== 200) expect([seen.status, changed.status]).toEqual([403, 403]);
  }
  expect(reached).toEqual([stackOf(service)]);
});

test('of what the framework is granted nothing is granted in vain that one deployment can show, and it was refused nothing of its own stack', async () => {
  const decisions = await decisionsAbout(sesame, 'deploy-bounces');
  const used = new Set(decisions.flatMap(({ decision, action }) => (decision === 'allowed' ? [action] : [])));
  const granted = grants().filter(
    ({ roleName, policy }) => roleName === 'sesame-local-deploy-bounces' && policy === 'framework',
  );
  const inVain = [...new Set(granted.map(({ action }) => action))].filter((action) => !used.has(action));
  // The framework keeps the artifacts of five deployments, and deletes older ones from the sixth on.
  expect(inVain).toEqual(['s3:DeleteObject']);
  const refused = decisions.filter(({ decision }) => decision !== 'allowed');
  expect(refused.filter(({ resource }) => resource.includes('sesame-local-bounces'))).toEqual([]);
});

describe('what CloudFormation does in the name of who deploys', () => {
  /** By type: the action that makes one, the property that names it, and its ARN. */
  const made: Record<string, [action: string, property: string, arn: (name: string) => string]> = {
    'AWS::IAM::Role': ['iam:CreateRole', 'RoleName', (name) => `arn:aws:iam::${account}:role/sesame/${name}`],
    'AWS::Lambda::Function': ['lambda:CreateFunction', 'FunctionName', here('lambda', 'function:')],
    'AWS::Logs::LogGroup': ['logs:CreateLogGroup', 'LogGroupName', here('logs', 'log-group:')],
    'AWS::SQS::Queue': ['sqs:CreateQueue', 'QueueName', here('sqs')],
    'AWS::Events::Rule': ['events:PutRule', 'Name', here('events', 'rule/')],
    'AWS::CloudWatch::Alarm': ['cloudwatch:PutMetricAlarm', 'AlarmName', here('cloudwatch', 'alarm:')],
    'AWS::SNS::Topic': ['sns:CreateTopic', 'TopicName', here('sns')],
    'AWS::DynamoDB::Table': ['dynamodb:CreateTable', 'TableName', here('dynamodb', 'table/')],
    'AWS::SES::ConfigurationSet': ['ses:CreateConfigurationSet', 'Name', here('ses', 'configuration-set/')],
  };
  const templates = packagedTemplates().filter(({ stack }) => stack !== 'access');
  const resources = grants().filter(({ policy }) => policy === 'resources');

  test.each(templates)(
    'of $stack every named resource is its own role’s to make, and no other’s',
    ({ stack, template }) => {
      const named = Object.values(template.Resources).flatMap(({ Type, Properties = {} }) => {
        const [action, property = '', arn] = made[Type] ?? [];
        const name = Properties[property];
        return action && arn && typeof name === 'string' ? [{ action, resource: arn(name) }] : [];
      });
      expect(named.length).toBeGreaterThan(0);
      for (const { action, resource } of named) {
        const holders = resources
          .filter((grant) => grant.action === action && covers(grant.resource, resource))
          .map(({ roleName }) => roleName);
        expect({ resource, holders: [...new Set(holders)] }).toEqual({
          resource,
          holders: [`sesame-local-deploy-${stack}`],
        });
      }
    },
  );

  function here(service: string, prefix = ''): (name: string) => string {
    return (name) => `arn:aws:${service}:us-east-1:${account}:${prefix}${name}`;
  }
});
