import { arn } from '../account';
import { openStore } from '../store';
import { cloudFormationUnderTest } from './cloudformation-under-test';

const queue = (QueueName: string, more = {}) => ({ Type: 'AWS::SQS::Queue', Properties: { QueueName, ...more } });
const topic = (TopicName: string) => ({ Type: 'AWS::SNS::Topic', Properties: { TopicName } });
const table = (TableName: string) => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  },
});
const exporting = (value: unknown) => ({ Id: { Value: value, Export: { Name: 'sesame-local-id' } } });
const importing = {
  Resources: { Topic: topic('t') },
  Outputs: { Id: { Value: { 'Fn::ImportValue': 'sesame-local-id' } } },
};

describe('deploying', () => {
  it('applies each resource after those it refers to or depends on', async () => {
    const { deploy, changes } = cloudFormationUnderTest();
    await deploy('s', {
      Resources: {
        Subscription: {
          Type: 'AWS::SNS::Subscription',
          DependsOn: 'QueuePolicy',
          Properties: { TopicArn: { Ref: 'Topic' }, Protocol: 'sqs', Endpoint: { 'Fn::GetAtt': ['Queue', 'Arn'] } },
        },
        QueuePolicy: {
          Type: 'AWS::SQS::QueuePolicy',
          Properties: {
            Queues: [{ Ref: 'Queue' }],
            PolicyDocument: {
              Statement: {
                Effect: 'Allow',
                Principal: '*',
                Action: 'sqs:SendMessage',
                Resource: { 'Fn::Sub': '${Queue.Arn}' },
              },
            },
          },
        },
        Queue: queue('q'),
        Topic: topic('t'),
      },
    });
    expect(changes).toEqual(['queue q', 'policy of queue q', 'topic t', 'subscription of q']);
  });

  it('gives each type its physical id and attributes', async () => {
    const { deploy } = cloudFormationUnderTest({ port: 1234 });
    const { outputs, resources } = await deploy('s', {
      Resources: { Queue: queue('q'), Topic: topic('t'), Table: table('tab') },
      Outputs: {
        QueueUrl: { Value: { Ref: 'Queue' } },
        QueueName: { Value: { 'Fn::GetAtt': ['Queue', 'QueueName'] } },
        TopicArn: { Value: { Ref: 'Topic' } },
        TableArn: { Value: { 'Fn::GetAtt': 'Table.Arn' } },
        StackId: { Value: { Ref: 'AWS::StackId' } },
      },
    });
    expect(outputs).toEqual({
      QueueUrl: 'http://127.0.0.1:1234/000000000000/q',
      QueueName: 'q',
      TopicArn: arn('sns', 't'),
      TableArn: arn('dynamodb', 'table/tab'),
      StackId: arn('cloudformation', `stack/s/${outputs['StackId']?.split('/').at(-1)}`),
    });
    expect(resources.map(({ physicalId }) => physicalId)).toEqual([
      'http://127.0.0.1:1234/000000000000/q',
      arn('sns', 't'),
      'tab',
    ]);
  });

  it('gives a resource without a name the same name at every deploy', async () => {
    const { deploy, account } = cloudFormationUnderTest();
    await deploy('s', { Resources: { Queue: { Type: 'AWS::SQS::Queue' } } });
    await deploy('s', { Resources: { Queue: { Type: 'AWS::SQS::Queue' } } });
    expect([...account.queues.keys()]).toEqual([expect.stringMatching(/^s-Queue-[0-9A-F]{12}$/)]);
  });

  it('leaves out what has a condition that does not hold', async () => {
    const { deploy, changes } = cloudFormationUnderTest();
    const { outputs } = await deploy(
      's',
      {
        Parameters: { Stage: { Type: 'String' } },
        Conditions: { InProduction: { 'Fn::Equals': [{ Ref: 'Stage' }, 'production'] } },
        Resources: {
          Queue: { ...queue('q'), DependsOn: 'Extra' },
          Extra: { ...queue('extra'), Condition: 'InProduction' },
        },
        Outputs: { Extra: { Condition: 'InProduction', Value: { Ref: 'Extra' } }, Stage: { Value: { Ref: 'Stage' } } },
      },
      { Stage: 'local' },
    );
    expect(changes).toEqual(['queue q']);
    expect(outputs).toEqual({ Stage: 'local' });
  });

  it('runs one deploy after another', async () => {
    const { deploy, changes } = cloudFormationUnderTest();
    const stack = (n: number) =>
      deploy(`s${n}`, { Resources: { Table: table(`table${n}`), Queue: queue(`queue${n}`) } });
    await Promise.all([stack(1), stack(2)]);
    expect(changes).toEqual(['table table1', 'queue queue1', 'table table2', 'queue queue2']);
  });

  it('keeps what was applied when a service refuses a resource, and a later deploy takes it up', async () => {
    const { deploy, account, changes } = cloudFormationUnderTest();
    const subscription = {
      Type: 'AWS::SNS::Subscription',
      DependsOn: 'Queue',
      Properties: { TopicArn: arn('sns', 'missing'), Protocol: 'sqs', Endpoint: arn('sqs', 'q') },
    };
    await expect(deploy('s', { Resources: { Queue: queue('q'), Subscription: subscription } })).rejects.toThrow(
      'stack s: resource Subscription (AWS::SNS::Subscription): the topic arn:aws:sns:us-east-1:000000000000:missing does not exist',
    );
    expect([...account.queues.keys()]).toEqual(['q']);
    await deploy('s', { Resources: { Topic: topic('t') } });
    expect(changes).toEqual(['queue q', 'topic t', 'no queue q']);
  });
});

describe('a template at fault is refused by name, with nothing applied', () => {
  const good = { Good: queue('good') };
  it.each<[string, Record<string, unknown>, string]>([
    [
      'an unknown type',
      { Resources: { ...good, X: { Type: 'AWS::SQS::Que' } } },
      'resource X: the type AWS::SQS::Que is not emulated',
    ],
    [
      'an unknown property',
      { Resources: { ...good, X: queue('x', { VisibilityTimeOut: 30 }) } },
      'resource X.Properties.VisibilityTimeOut is not emulated (AWS::SQS::Queue)',
    ],
    [
      'an unknown property further in',
      {
        Resources: {
          ...good,
          X: queue('x', { RedrivePolicy: { deadLetterTargetArn: 'a', maxReceiveCount: 1, max: 2 } }),
        },
      },
      'resource X.Properties.RedrivePolicy.max is not emulated',
    ],
    [
      'a property of the wrong kind',
      { Resources: { ...good, X: queue('x', { VisibilityTimeout: 'long' }) } },
      'resource X.Properties.VisibilityTimeout: a whole number from 0 to 43200',
    ],
    [
      'an unknown attribute',
      { Resources: { ...good, X: queue('x', { Tags: [{ Key: 'k', Value: { 'Fn::GetAtt': ['Good', 'Url'] } }] }) } },
      `resource X.Properties.Tags[0].Value: Fn::GetAtt of an unknown attribute 'Url' of 'Good': AWS::SQS::Queue has Arn, QueueName, QueueUrl`,
    ],
    [
      'an unknown resource',
      { Resources: { ...good, X: queue('x', { Tags: [{ Key: 'k', Value: { 'Fn::GetAtt': ['Gone', 'Arn'] } }] }) } },
      `Fn::GetAtt of an unknown resource 'Gone'`,
    ],
    [
      'a resource that its condition leaves out',
      {
        Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
        Resources: { ...good, X: { ...queue('x'), Condition: 'Never' } },
        Outputs: { X: { Value: { Ref: 'X' } } },
      },
      `output X.Value: Ref of the resource 'X', whose condition 'Never' does not hold`,
    ],
    [
      'an unknown DependsOn',
      { Resources: { X: { ...queue('x'), DependsOn: 'Gone' } } },
      `DependsOn of an unknown resource 'Gone'`,
    ],
    [
      'an unknown condition',
      { Resources: { X: { ...queue('x'), Condition: 'C' } } },
      `resource X has an unknown condition 'C'`,
    ],
    ['an unknown section', { Mappings: {}, Resources: good }, 'template.Mappings is not emulated'],
    [
      'an unknown resource attribute',
      { Resources: { X: { ...queue('x'), CreationPolicy: {} } } },
      'template.Resources.X.CreationPolicy',
    ],
    ['an unknown parameter', { Parameters: { P: { Type: 'String' } }, Resources: good }, 'parameter P has no value'],
    [
      'a circle',
      { Resources: { ...good, A: { ...queue('a'), DependsOn: 'B' }, B: { ...queue('b'), DependsOn: ['A'] } } },
      'resources depend on each other in a circle: A -> B -> A',
    ],
    [
      'a name that is given twice',
      { Resources: { A: queue('same'), B: queue('same') } },
      'resource B: same is already the resource A',
    ],
    [
      'a list as output',
      { Resources: good, Outputs: { X: { Value: ['a'] } } },
      'output X.Value: an output is one text',
    ],
  ])('%s', async (_title, sections, message) => {
    const { deploy, changes, cloudFormation } = cloudFormationUnderTest();
    await expect(deploy('s', sections)).rejects.toThrow(message);
    expect(changes).toEqual([]);
    expect(cloudFormation.stacks()).toEqual([]);
  });

  it('every problem is told at once, each with its stack', async () => {
    const { deploy } = cloudFormationUnderTest();
    const failed = deploy('s', { Resources: { A: queue('a', { One: 1, Two: 2 }), B: { Type: 'AWS::X::Y' } } });
    await expect(failed).rejects.toMatchObject({
      problems: [
        'resource A.Properties.One is not emulated (AWS::SQS::Queue)',
        'resource A.Properties.Two is not emulated (AWS::SQS::Queue)',
        'resource B: the type AWS::X::Y is not emulated',
      ],
    });
    await expect(failed).rejects.toThrow(/^stack s: .+\nstack s: .+\nstack s: /);
  });
});

describe('updating', () => {
  it('removes what left the template, last applied first, and keeps what has DeletionPolicy Retain', async () => {
    const { deploy, changes, account } = cloudFormationUnderTest();
    await deploy('s', {
      Resources: {
        Queue: queue('q'),
        Topic: topic('t'),
        Kept: { ...table('kept'), DeletionPolicy: 'Retain' },
        Stays: queue('stays'),
      },
    });
    changes.length = 0;
    const { resources } = await deploy('s', { Resources: { Stays: queue('stays') } });
    expect(changes).toEqual(['queue stays', 'no topic t', 'no queue q']);
    expect([...account.tables.keys()]).toEqual(['kept']);
    expect(resources.map(({ logicalId }) => logicalId)).toEqual(['Stays']);
  });

  it('changes nothing but what it applies when the template is the same', async () => {
    const { deploy, changes } = cloudFormationUnderTest();
    const sections = { Resources: { Queue: queue('q'), Topic: topic('t') } };
    const first = await deploy('s', sections);
    expect(await deploy('s', sections)).toEqual(first);
    expect(changes).toEqual(['queue q', 'topic t', 'queue q', 'topic t']);
  });

  it('replaces a resource that changes its name, unless UpdateReplacePolicy is Retain', async () => {
    const { deploy, account } = cloudFormationUnderTest();
    const tables = (first: string, second: string) => ({
      Resources: { Replaced: table(first), Kept: { ...table(second), UpdateReplacePolicy: 'Retain' } },
    });
    await deploy('s', tables('replaced-1', 'kept-1'));
    await deploy('s', tables('replaced-2', 'kept-2'));
    expect([...account.tables.keys()]).toEqual(['kept-1', 'replaced-2', 'kept-2']);
  });

  it('keeps what another resource has taken over', async () => {
    const { deploy, account } = cloudFormationUnderTest();
    const statement = { Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: '*' };
    const policyCalled = (logicalId: string) => ({
      Resources: {
        Queue: queue('q'),
        [logicalId]: {
          Type: 'AWS::SQS::QueuePolicy',
          Properties: { Queues: [{ Ref: 'Queue' }], PolicyDocument: { Statement: [statement] } },
        },
      },
    });
    await deploy('s', policyCalled('Policy'));
    await deploy('s', policyCalled('RenamedPolicy'));
    expect(account.queues.get('q')?.policy).toEqual({ Statement: [statement] });
  });

  it('takes the policy from a queue that a policy no longer names, and only from that', async () => {
    const { deploy, account } = cloudFormationUnderTest();
    const statement = { Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: '*' };
    const policyOn = (...names: string[]) => ({
      Resources: {
        One: queue('one'),
        Two: queue('two'),
        Policy: {
          Type: 'AWS::SQS::QueuePolicy',
          Properties: { Queues: names.map((name) => ({ Ref: name })), PolicyDocument: { Statement: [statement] } },
        },
      },
    });
    await deploy('s', policyOn('One', 'Two'));
    await deploy('s', policyOn('Two'));
    expect(account.queues.get('one')?.policy).toBeUndefined();
    expect(account.queues.get('two')?.policy).toEqual({ Statement: [statement] });
  });

  it.each([
    ['another stack has it', 'other', 'Queue'],
    ['another logical id had it', 's', 'Renamed'],
  ])('refuses a name when %s, as CloudFormation does', async (_title, stackName, logicalId) => {
    const { deploy } = cloudFormationUnderTest();
    await deploy('s', { Resources: { Queue: queue('q') } });
    await expect(deploy(stackName, { Resources: { [logicalId]: queue('q') } })).rejects.toThrow(
      `resource ${logicalId}: q already exists in stack s as Queue (AWS::SQS::Queue)`,
    );
  });

  it('refuses another type under the same logical id', async () => {
    const { deploy } = cloudFormationUnderTest();
    await deploy('s', { Resources: { X: queue('q') } });
    await expect(deploy('s', { Resources: { X: topic('t') } })).rejects.toThrow(
      `does not change a resource's type, here from AWS::SQS::Queue to AWS::SNS::Topic`,
    );
  });
});

describe('exports', () => {
  it('are imported by other stacks', async () => {
    const { deploy, cloudFormation } = cloudFormationUnderTest();
    await deploy('sesame-local', { Resources: { Queue: queue('q') }, Outputs: exporting('abc') });
    await deploy('sesame-local-bounces', importing);
    expect(cloudFormation.exportValue('sesame-local-id')).toBe('abc');
    expect(cloudFormation.outputsOf('sesame-local-bounces')).toEqual({ Id: 'abc' });
  });

  it('that are missing name the stack to deploy first', async () => {
    const { deploy } = cloudFormationUnderTest();
    await expect(deploy('sesame-local-bounces', importing)).rejects.toThrow(
      `Fn::ImportValue of an export named 'sesame-local-id', which no deployed stack has; the stack sesame-local is not deployed, and must be deployed first`,
    );
    await deploy('sesame-local', { Resources: { Queue: queue('q') } });
    await expect(deploy('sesame-local-bounces', importing)).rejects.toThrow(
      'the stack sesame-local is deployed and does not export it',
    );
  });

  it('are unique', async () => {
    const { deploy } = cloudFormationUnderTest();
    await deploy('one', { Resources: { Queue: queue('q') }, Outputs: exporting('abc') });
    await expect(deploy('two', { Resources: { Topic: topic('t') }, Outputs: exporting('abc') })).rejects.toThrow(
      'Export with name sesame-local-id is already exported by stack one',
    );
  });

  it('in use are neither removed nor changed', async () => {
    const { deploy, cloudFormation } = cloudFormationUnderTest();
    const Resources = { Queue: queue('q') };
    await deploy('sesame-local', { Resources, Outputs: exporting('abc') });
    await deploy('sesame-local-bounces', importing);
    const inUse = 'in use by sesame-local-bounces';
    await expect(deploy('sesame-local', { Resources })).rejects.toThrow(
      `Export sesame-local-id cannot be deleted as it is ${inUse}`,
    );
    await expect(deploy('sesame-local', { Resources, Outputs: exporting('def') })).rejects.toThrow(
      `Export sesame-local-id cannot be updated as it is ${inUse}`,
    );
    await expect(cloudFormation.remove('sesame-local')).rejects.toThrow(inUse);
    await cloudFormation.remove('sesame-local-bounces');
    await deploy('sesame-local', { Resources });
    expect(cloudFormation.exportValue('sesame-local-id')).toBeUndefined();
  });

  it('in use that only an applied resource tells are not changed either, and nothing is removed then', async () => {
    const { deploy, changes } = cloudFormationUnderTest();
    const root = (name: string) => ({ Resources: { Queue: queue(name) }, Outputs: exporting({ Ref: 'Queue' }) });
    await deploy('sesame-local', root('one'));
    await deploy('sesame-local-bounces', importing);
    await expect(deploy('sesame-local', root('two'))).rejects.toThrow('cannot be updated');
    expect(changes).not.toContain('no queue one');
    await deploy('sesame-local', root('one'));
    expect(changes.at(-1)).toBe('no queue two');
  });
});

describe('removing a stack', () => {
  it('removes its resources, last applied first, but for what is retained', async () => {
    const { deploy, cloudFormation, changes } = cloudFormationUnderTest();
    await deploy('s', {
      Resources: { Queue: queue('q'), Kept: { ...table('kept'), DeletionPolicy: 'Retain' }, Topic: topic('t') },
    });
    changes.length = 0;
    await cloudFormation.remove('s');
    expect(changes).toEqual(['no topic t', 'no queue q']);
    expect(cloudFormation.stacks()).toEqual([]);
    expect(cloudFormation.outputsOf('s')).toBeUndefined();
  });

  it('that does not exist does nothing', async () => {
    await expect(cloudFormationUnderTest().cloudFormation.remove('s')).resolves.toBeUndefined();
  });
});

describe('after a restart', () => {
  it('what left the template meanwhile is removed, and queue URLs have the new port', async () => {
    const store = openStore(undefined);
    const sections = (names: string[]) => ({
      Resources: Object.fromEntries(names.map((name) => [name, queue(name)])),
      Outputs: exporting({ Ref: 'kept' }),
    });
    await cloudFormationUnderTest({ store, port: 1111 }).deploy('sesame-local', sections(['gone', 'kept']));
    await cloudFormationUnderTest({ store, port: 1111 }).deploy('sesame-local-bounces', importing);

    const { deploy, changes, cloudFormation, account } = cloudFormationUnderTest({ store, port: 2222 });
    account.queues.set('gone', { settings: {} });
    const url = 'http://127.0.0.1:2222/000000000000/kept';
    expect(cloudFormation.exportValue('sesame-local-id')).toBe(url);
    const { outputs } = await deploy('sesame-local', sections(['kept']));
    expect(outputs).toEqual({ Id: url });
    expect(changes).toEqual(['queue kept', 'no queue gone']);
    expect(await deploy('sesame-local-bounces', importing)).toMatchObject({ outputs: { Id: url } });
  });
});
