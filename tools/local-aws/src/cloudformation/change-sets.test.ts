import { cloudFormationUnderTest } from './cloudformation-under-test';

const queue = (QueueName: string, more = {}) => ({ Type: 'AWS::SQS::Queue', Properties: { QueueName, ...more } });
/** A function without its role is refused when it is applied, and not before. */
const refused = {
  Type: 'AWS::Lambda::Function',
  DependsOn: 'Queue',
  Properties: {
    FunctionName: 'f',
    Code: { S3Bucket: 'b', S3Key: 'k' },
    Handler: 'handler.handler',
    Runtime: 'nodejs24.x',
    Role: 'arn:aws:iam::000000000000:role/none',
  },
};

function underTest() {
  const { cloudFormation, account } = cloudFormationUnderTest();
  const { changeSets, states } = cloudFormation;
  const plan = (type: 'CREATE' | 'UPDATE', resources: object) =>
    changeSets.create('set', type, {
      stackName: 's',
      template: { Resources: JSON.parse(JSON.stringify(resources)) },
      codeFolder: (s3Key) => `/code/${s3Key}`,
    });
  return {
    account,
    cloudFormation,
    plan,
    async execute(type: 'CREATE' | 'UPDATE', resources: object) {
      plan(type, resources);
      changeSets.execute('s', 'set');
      await cloudFormation.settled();
    },
    status: () => states.find('s')?.status,
    /** Oldest first, since the change set was executed. */
    events: () =>
      states
        .events('s')
        .map(({ logicalId, status }) => `${logicalId} ${status}`)
        .toReversed(),
    reasons: () => states.events('s').flatMap(({ status, reason }) => (status.endsWith('_FAILED') ? [reason] : [])),
  };
}

test('a change set says what it will do, and does it when it is executed', async () => {
  const { plan, execute, events, account, status } = underTest();
  expect(plan('CREATE', { Queue: queue('q') }).changes).toEqual([
    { logicalId: 'Queue', type: 'AWS::SQS::Queue', action: 'Add' },
  ]);
  expect(account.queues.size).toBe(0);
  await execute('CREATE', { Queue: queue('q') });
  expect(status()).toBe('CREATE_COMPLETE');
  expect(events().slice(-4)).toEqual([
    's CREATE_IN_PROGRESS',
    'Queue CREATE_IN_PROGRESS',
    'Queue CREATE_COMPLETE',
    's CREATE_COMPLETE',
  ]);
});

test('only what changes has events', async () => {
  const { plan, execute, events } = underTest();
  await execute('CREATE', { Queue: queue('q'), Other: queue('other'), Gone: queue('gone') });
  const after = { Queue: queue('q', { DelaySeconds: 5 }), Other: queue('other') };
  expect(plan('UPDATE', after).changes).toEqual([
    { logicalId: 'Queue', type: 'AWS::SQS::Queue', action: 'Modify' },
    { logicalId: 'Gone', type: 'AWS::SQS::Queue', action: 'Remove' },
  ]);
  await execute('UPDATE', after);
  const all = events();
  expect(all.slice(all.indexOf('s UPDATE_IN_PROGRESS'))).toEqual([
    's UPDATE_IN_PROGRESS',
    'Queue UPDATE_IN_PROGRESS',
    'Queue UPDATE_COMPLETE',
    'Gone DELETE_IN_PROGRESS',
    'Gone DELETE_COMPLETE',
    's UPDATE_COMPLETE',
  ]);
});

test('the same template again is no change, in the words that clients wait for', async () => {
  const { plan, execute } = underTest();
  await execute('CREATE', { Queue: queue('q') });
  expect(plan('UPDATE', { Queue: queue('q') })).toMatchObject({
    status: 'FAILED',
    reason: expect.stringContaining("The submitted information didn't contain changes."),
  });
});

test('a template at fault fails the change set, by name, and touches nothing', () => {
  const { plan, account } = underTest();
  expect(plan('CREATE', { Queue: queue('q'), X: { Type: 'AWS::X::Y' } })).toMatchObject({
    status: 'FAILED',
    reason: expect.stringContaining('AWS::X::Y is not emulated'),
  });
  expect(account.queues.size).toBe(0);
});

test('an update that is refused says why, and what was there before is there again', async () => {
  const { execute, account, status, reasons, events } = underTest();
  await execute('CREATE', { Queue: queue('q', { DelaySeconds: 5 }) });
  await execute('UPDATE', { Queue: queue('q'), Added: queue('added'), Function: refused });
  expect(status()).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(reasons()).toEqual([expect.stringContaining('role/none does not exist')]);
  expect(events()).toEqual(expect.arrayContaining(['Function CREATE_FAILED', 's UPDATE_ROLLBACK_IN_PROGRESS']));
  expect(account.queues.get('q')?.settings).toMatchObject({ DelaySeconds: 5 });
  expect(account.queues.has('added')).toBe(false);
});

test('a create that is refused leaves nothing, and must be removed before it is tried again', async () => {
  const { execute, account, status, plan, cloudFormation } = underTest();
  await execute('CREATE', { Queue: queue('q'), Function: refused });
  expect(status()).toBe('ROLLBACK_COMPLETE');
  expect(account.queues.size).toBe(0);
  expect(() => plan('UPDATE', { Queue: queue('q') })).toThrow('can not be updated');
  await cloudFormation.remove('s');
  await execute('CREATE', { Queue: queue('q') });
  expect(status()).toBe('CREATE_COMPLETE');
});

test('a stack of an earlier run is deployed again from its own template', async () => {
  const first = cloudFormationUnderTest();
  await first.deploy('s', { Resources: { Queue: queue('q') } });
  const second = cloudFormationUnderTest({ store: first.store });
  expect(await second.cloudFormation.restore()).toEqual({ restored: ['s'], problems: [] });
  expect(second.account.queues.has('q')).toBe(true);
});
