import type { Statement } from '@sesame/iam';
import { createAuthorize } from '../authorization';
import { openClock } from '../clock';
import { createDecisionLog } from '../decision-log';
import { exampleSamlMetadata } from '../iam/example-saml-metadata';
import { openStore } from '../store';
import { createSessions } from '../sts/sessions';
import { cloudFormationUnderTest } from './cloudformation-under-test';

const trust = {
  Statement: { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
};
const allow = (action: string): Statement => ({ Effect: 'Allow', Action: action, Resource: '*' });
const role = (RoleName: string, more: object) => ({
  Type: 'AWS::IAM::Role',
  Properties: { RoleName, Path: '/sesame/', AssumeRolePolicyDocument: trust, ...more },
});
const inside = (...statements: Statement[]) => ({
  Policies: [{ PolicyName: 'inside', PolicyDocument: { Statement: statements } }],
});
const managed = (ManagedPolicyName: string, statements: Statement[], more = {}) => ({
  Type: 'AWS::IAM::ManagedPolicy',
  Properties: { ManagedPolicyName, Path: '/sesame/', PolicyDocument: { Statement: statements }, ...more },
});
const boundaryArn = 'arn:aws:iam::000000000000:policy/sesame/boundary';

function iamUnderTest() {
  const stacks = cloudFormationUnderTest();
  const { roles } = stacks.account;
  const clock = openClock(openStore(undefined), () => 0);
  const authorize = createAuthorize({ clock, roles, log: createDecisionLog() });
  const sessions = createSessions(clock);
  function may(roleName: string, action: string): string {
    const held = roles.byName(roleName);
    if (!held) throw new Error(`There is no role ${roleName}.`);
    const decision = authorize(sessions.issue(held, 'test', 3600).principal, { action, resource: '*' });
    return decision.decision === 'allowed' ? 'allowed' : `${decision.decision} by ${decision.by}`;
  }
  return { ...stacks, may };
}

test('a role may do what its managed policies say, beside what stands in it', async () => {
  const { deploy, may } = iamUnderTest();
  await deploy('s', {
    Resources: {
      Role: role('r', { ManagedPolicyArns: [{ Ref: 'Named' }], ...inside(allow('sqs:SendMessage')) }),
      Named: managed('named', [allow('ses:GetAccount')]),
      Attached: managed('attached', [allow('sns:Publish')], { Roles: [{ Ref: 'Role' }] }),
    },
  });
  expect(
    ['sqs:SendMessage', 'ses:GetAccount', 'sns:Publish', 'ses:SendEmail'].map((action) => may('r', action)),
  ).toEqual(['allowed', 'allowed', 'allowed', 'implicitly-denied by identity']);
});

test('a permissions boundary limits a role and grants it nothing', async () => {
  const { deploy, may } = iamUnderTest();
  await deploy('root', { Resources: { Boundary: managed('boundary', [allow('sqs:*'), allow('sns:Publish')]) } });
  const limited = role('r', { PermissionsBoundary: boundaryArn, ...inside(allow('sqs:SendMessage'), allow('ses:*')) });
  await deploy('s', { Resources: { Role: limited } });
  expect(['sqs:SendMessage', 'ses:SendEmail', 'sns:Publish'].map((action) => may('r', action))).toEqual([
    'allowed',
    'implicitly-denied by boundary',
    'implicitly-denied by identity',
  ]);
  await deploy('root', { Resources: { Boundary: managed('boundary', [allow('ses:*')]) } });
  expect(may('r', 'ses:SendEmail')).toBe('allowed');
});

test.each([
  ['boundary', { PermissionsBoundary: boundaryArn }, `Scope ARN: ${boundaryArn} does not exist or is not attachable.`],
  [
    'managed policy',
    { ManagedPolicyArns: [boundaryArn] },
    `Policy ${boundaryArn} does not exist or is not attachable.`,
  ],
])('a role with a %s that is not there is refused', async (_what, more, reason) => {
  const { deploy, account } = iamUnderTest();
  await expect(deploy('s', { Resources: { Role: role('r', more) } })).rejects.toThrow(reason);
  expect(account.roles.byName('r')).toBeUndefined();
});

test('a managed policy that a role of another stack has cannot be removed', async () => {
  const { deploy, cloudFormation } = iamUnderTest();
  await deploy('root', { Resources: { Boundary: managed('boundary', [allow('sqs:*')]) } });
  await deploy('s', { Resources: { Role: role('r', { PermissionsBoundary: boundaryArn }) } });
  await expect(cloudFormation.remove('root')).rejects.toThrow(
    'Cannot delete a policy attached to entities: the role r.',
  );
  await cloudFormation.remove('s');
  await cloudFormation.remove('root');
  expect(cloudFormation.stacks()).toEqual([]);
});

test.each<[string, object, string]>([
  ['a trust policy', role('r', { AssumeRolePolicyDocument: longTrust(2048) }), 'ACLSizePerRole: 2048'],
  ['policies in a role', role('r', inside(...long(10_240))), 'Maximum policy size of 10240 bytes exceeded for role r'],
  ['a managed policy', managed('m', long(6144)), 'PolicySize: 6144'],
])('%s beyond the size that IAM takes is refused', async (_what, resource, reason) => {
  const { deploy } = iamUnderTest();
  await expect(deploy('s', { Resources: { Resource: resource } })).rejects.toThrow(reason);
});

test('what IAM things answer to Ref and Fn::GetAtt is what their ARNs are composed of', async () => {
  const { deploy } = iamUnderTest();
  const { outputs } = await deploy('s', {
    Resources: {
      Role: role('r', { MaxSessionDuration: '43200' }),
      Policy: managed('p', [allow('sqs:*')]),
      Profile: {
        Type: 'AWS::IAM::InstanceProfile',
        Properties: { InstanceProfileName: 'i', Roles: [{ Ref: 'Role' }] },
      },
      Provider: {
        Type: 'AWS::IAM::OIDCProvider',
        Properties: { Url: 'https://token.actions.githubusercontent.com', ClientIdList: ['sts.amazonaws.com'] },
      },
      Corp: {
        Type: 'AWS::IAM::SAMLProvider',
        Properties: { Name: 'corp', SamlMetadataDocument: exampleSamlMetadata('https://idp.example.com') },
      },
    },
    Outputs: {
      policy: { Value: { Ref: 'Policy' } },
      profile: { Value: { 'Fn::GetAtt': ['Profile', 'Arn'] } },
      provider: { Value: { Ref: 'Provider' } },
      corp: { Value: { Ref: 'Corp' } },
    },
  });
  expect(outputs).toEqual({
    policy: 'arn:aws:iam::000000000000:policy/sesame/p',
    profile: 'arn:aws:iam::000000000000:instance-profile/i',
    provider: 'arn:aws:iam::000000000000:oidc-provider/token.actions.githubusercontent.com',
    corp: 'arn:aws:iam::000000000000:saml-provider/corp',
  });
});

function long(size: number): Statement[] {
  return [
    {
      ...allow('sqs:SendMessage'),
      Resource: Array.from({ length: size / 40 }, (_, i) => `arn:aws:sqs:us-east-1:000000000000:queue-${i}`),
    },
  ];
}

function longTrust(size: number): object {
  const principals = Array.from({ length: size / 40 }, (_, i) => `arn:aws:iam::000000000000:role/some-role-${i}`);
  return { Statement: { Effect: 'Allow', Principal: { AWS: principals }, Action: 'sts:AssumeRole' } };
}
