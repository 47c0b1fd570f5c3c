import { alarmFaults } from './alarm-faults';
import { importsFromNowhere } from './export-faults';
import { policyFaults } from './policy-faults';
import { queueFaults } from './queue-faults';
import { referenceFaults } from './reference-faults';
import { schemaFaults } from './schema-faults';
import { inWords, readTemplate } from './template';

const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const letsIn = (service: string, Condition: object) => ({
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sqs:SendMessage', Resource: '', Condition }],
});
const fromTheTopic = { ArnEquals: { 'aws:SourceArn': { Ref: 'Topic' } } };
const fromOurSets = { StringEquals: { 'aws:SourceArn': 'arn', 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } };

const alerts = { 'Fn::Sub': 'arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:sesame-test-alerts' };
const functionAlarm = (MetricName: string) => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    ...{ Namespace: 'AWS/Lambda', MetricName, Dimensions: [{ Name: 'FunctionName', Value: 'worker' }] },
    ...{ Threshold: 0, EvaluationPeriods: 3, ComparisonOperator: 'GreaterThanThreshold', AlarmActions: [alerts] },
  },
});

/** Sound, and small enough to plant faults in: a topic, its queue and dead letters, a function that polls, a table. */
const sound = {
  Resources: {
    Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
    TopicPolicy: {
      Type: 'AWS::SNS::TopicPolicy',
      Properties: { Topics: [{ Ref: 'Topic' }], PolicyDocument: letsIn('ses.amazonaws.com', fromOurSets) },
    },
    Queue: {
      Type: 'AWS::SQS::Queue',
      DependsOn: 'Topic',
      Properties: {
        QueueName: 'work',
        VisibilityTimeout: 180,
        RedrivePolicy: { deadLetterTargetArn: arnOf('DeadLetters'), maxReceiveCount: 5 },
        Tags: [{ Key: 'service', Value: 'bounces' }],
      },
    },
    DeadLetters: {
      Type: 'AWS::SQS::Queue',
      Properties: { QueueName: 'work-dead-letter', MessageRetentionPeriod: 1_209_600 },
    },
    QueuePolicy: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: { Queues: [{ Ref: 'Queue' }], PolicyDocument: letsIn('sns.amazonaws.com', fromTheTopic) },
    },
    Subscription: {
      Type: 'AWS::SNS::Subscription',
      Properties: {
        Protocol: 'sqs',
        TopicArn: { Ref: 'Topic' },
        Endpoint: arnOf('Queue'),
        RedrivePolicy: { deadLetterTargetArn: arnOf('DeadLetters') },
      },
    },
    Alarm: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        Namespace: 'AWS/SQS',
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Dimensions: [{ Name: 'QueueName', Value: 'work-dead-letter' }],
        Threshold: 0,
        EvaluationPeriods: 1,
        ComparisonOperator: 'GreaterThanThreshold',
        AlarmActions: [alerts],
      },
    },
    ErrorsAlarm: functionAlarm('Errors'),
    ThrottlesAlarm: functionAlarm('Throttles'),
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Statement: {
            Effect: 'Allow',
            Principal: { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } },
            Action: 'sts:AssumeRole',
            Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
          },
        },
      },
    },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: 'worker',
        Code: { ZipFile: '' },
        Role: arnOf('Role'),
        Timeout: 30,
        Environment: { Variables: { QUEUE_URL: { Ref: 'Queue' }, QUEUE: { 'Fn::Sub': '${Queue.QueueName}' } } },
      },
    },
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: { Ref: 'Function' },
        Principal: 'events.amazonaws.com',
        SourceArn: 'arn',
      },
    },
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: arnOf('Queue'),
        FunctionName: arnOf('Function'),
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      },
    },
    Logs: { Type: 'AWS::Logs::LogGroup', DeletionPolicy: 'Retain', Properties: { RetentionInDays: 30 } },
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        GlobalSecondaryIndexes: [
          {
            IndexName: 'due',
            KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
            Projection: { ProjectionType: 'ALL' },
          },
        ],
        TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
      },
    },
  },
  Outputs: { QueueArn: { Value: arnOf('Queue'), Export: { Name: 'queue' } } },
};

const judges = [schemaFaults, referenceFaults, queueFaults, policyFaults, alarmFaults];
function faultsOf(template: object): string[] {
  const read = readTemplate(template);
  return judges.flatMap((judge) => judge(read)).map((fault) => inWords('stack', fault));
}

/** The sound template with the value at a path replaced; `undefined` takes it away. */
function withFault(path: string, value: unknown): object {
  const copy = structuredClone(sound) as object;
  const steps = path.split('/');
  const last = steps.pop() ?? '';
  const parent = steps.reduce<object>((inner, step) => Reflect.get(inner, step) as object, copy);
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else Reflect.set(parent, last, value);
  return copy;
}

test('the template in which faults are planted has none', () => {
  expect(faultsOf(sound)).toEqual([]);
});

test.each<[what: string, path: string, value: unknown, told: string]>([
  ['a type that there is not', 'Logs/Type', 'AWS::Logs::Group', 'Logs.Type: AWS::Logs::Group is no resource type'],
  ['a member beside Properties', 'Queue/VisibilityTimeout', 180, 'Queue.VisibilityTimeout: is no member of a resource'],
  [
    'a misspelt property',
    'Queue/Properties/VisibilityTimout',
    180,
    'Queue.Properties.VisibilityTimout: is no property',
  ],
  [
    'a misspelt nested property',
    'Table/Properties/TimeToLiveSpecification/Attribute',
    'x',
    'Specification.Attribute: is no property',
  ],
  [
    'a misspelt property in a list',
    'Alarm/Properties/Dimensions/0/Key',
    'x',
    'Alarm.Properties.Dimensions[0].Key: is no property',
  ],
  [
    'a missing required property',
    'Subscription/Properties/Protocol',
    undefined,
    'Subscription.Properties.Protocol: is required',
  ],
  [
    'a required property that is NoValue',
    'Subscription/Properties/Protocol',
    { Ref: 'AWS::NoValue' },
    'Protocol: is required',
  ],
  [
    'a missing nested one',
    'Table/Properties/GlobalSecondaryIndexes/0/Projection',
    undefined,
    'Indexes[0].Projection: is required',
  ],
  ['a missing one beside json', 'Table/Properties/KeySchema/0/KeyType', undefined, 'KeySchema[0].KeyType: is required'],
  [
    'text for a number',
    'Queue/Properties/DelaySeconds',
    'soon',
    'Queue.Properties.DelaySeconds: is not a whole number',
  ],
  ['half a second', 'Queue/Properties/DelaySeconds', 0.5, 'Queue.Properties.DelaySeconds: is not a whole number'],
  ['a list for text', 'Queue/Properties/QueueName', ['work'], 'Queue.Properties.QueueName: is not text'],
  ['text for a list', 'Mapping/Properties/FunctionResponseTypes', 'ReportBatchItemFailures', 'is not a list'],
  ['text for an object', 'Function/Properties/Code', 'code.zip', 'Function.Properties.Code: is not an object'],
  ['a list for a map', 'Function/Properties/Environment/Variables', [], 'Environment.Variables: is not a map'],
  [
    'a word for a boolean',
    'Subscription/Properties/RawMessageDelivery',
    'yes',
    'RawMessageDelivery: is not true or false',
  ],
  ['a value outside an enumeration', 'Logs/Properties/RetentionInDays', 31, 'RetentionInDays: is none of 1, 3, 5'],
  ['a word outside an enumeration', 'Function/Properties/PackageType', 'Tar', 'PackageType: is none of Image, Zip'],
  [
    'a deletion policy that there is not',
    'Logs/DeletionPolicy',
    'Keep',
    'Logs.DeletionPolicy: is none of Delete, Retain',
  ],
  ['a tag without a value', 'Queue/Properties/Tags/0/Value', undefined, 'Queue.Properties.Tags[0].Value: is required'],
  ['a null', 'Function/Properties/Environment/Variables/A', null, 'Variables.A: is null'],
  [
    'an attribute that the type has not',
    'Mapping/Properties/EventSourceArn',
    { 'Fn::GetAtt': ['Queue', 'ARN'] },
    'AWS::SQS::Queue has no attribute ARN',
  ],
  [
    'an attribute in text',
    'Function/Properties/Description',
    { 'Fn::Sub': '${Queue.Url}' },
    'AWS::SQS::Queue has no attribute Url',
  ],
  [
    'a reference to nothing',
    'Subscription/Properties/TopicArn',
    { Ref: 'Tpic' },
    'there is no resource or parameter Tpic',
  ],
  [
    'a pseudo parameter that there is not',
    'Function/Properties/Description',
    { 'Fn::Sub': '${AWS::Acount}' },
    'parameter AWS::Acount',
  ],
  [
    'a function that there is not',
    'Function/Properties/Description',
    { 'Fn::Concat': [] },
    'Fn::Concat is no function',
  ],
  ['a dependency on nothing', 'Queue/DependsOn', ['Tpic'], 'Queue.DependsOn: there is no resource Tpic'],
  [
    'a queue without dead letters',
    'Queue/Properties/RedrivePolicy',
    undefined,
    'Queue.Properties.RedrivePolicy: has no dead-letter queue',
  ],
  [
    'dead letters after too few tries',
    'Queue/Properties/RedrivePolicy/maxReceiveCount',
    2,
    'maxReceiveCount: is not at least 5',
  ],
  ['dead letters by another name', 'Queue/Properties/QueueName', 'jobs', 'not in jobs-dead-letter'],
  ['dead letters that nobody hears of', 'Alarm/Properties/Dimensions/0/Value', 'work', 'DeadLetters: no alarm tells'],
  ['a function without an alarm', 'ErrorsAlarm', undefined, 'Function: no alarm tells of its errors'],
  ['an alarm of another function', 'ThrottlesAlarm/Properties/Dimensions/0/Value', 'other', 'of its throttles'],
  ['an alarm that tells nobody', 'Alarm/Properties/AlarmActions', [], 'AlarmActions: is not the topic of alerts'],
  ['an alarm that waits for two', 'Alarm/Properties/Threshold', 1, 'DeadLetters: no alarm tells'],
  [
    'dead letters that go first',
    'DeadLetters/Properties/MessageRetentionPeriod',
    86_400,
    '345600 s is longer than the 86400 s',
  ],
  [
    'a subscription without dead letters',
    'Subscription/Properties/RedrivePolicy',
    undefined,
    'Subscription.Properties.RedrivePolicy',
  ],
  ['a short visibility timeout', 'Queue/Properties/VisibilityTimeout', 179, 'visibility timeout is 179 s, not 180 s'],
  ['a batching window on top', 'Mapping/Properties/MaximumBatchingWindowInSeconds', 5, 'timeout is 180 s, not 185 s'],
  ['batches that fail as one', 'Mapping/Properties/FunctionResponseTypes', [], 'does not name ReportBatchItemFailures'],
  [
    'a queue open to every topic',
    'QueuePolicy/Properties/PolicyDocument',
    letsIn('sns.amazonaws.com', {}),
    'does not ask for aws:SourceArn',
  ],
  [
    'a source that may be anything',
    'QueuePolicy/Properties/PolicyDocument',
    letsIn('sns.amazonaws.com', { ArnLike: { 'aws:SourceArn': '*' } }),
    'does not ask for aws:SourceArn',
  ],
  [
    'a source that may be absent',
    'QueuePolicy/Properties/PolicyDocument',
    letsIn('sns.amazonaws.com', { ArnEqualsIfExists: { 'aws:SourceArn': 'arn' } }),
    'does not ask for aws:SourceArn',
  ],
  [
    'a topic open to SES for others',
    'TopicPolicy/Properties/PolicyDocument/Statement/0/Condition/StringEquals/aws:SourceAccount',
    undefined,
    'aws:SourceAccount',
  ],
  [
    'a topic open to everybody',
    'TopicPolicy/Properties/PolicyDocument/Statement/0/Principal',
    '*',
    'lets in more than a service',
  ],
  [
    'a policy for every queue',
    'QueuePolicy/Properties/PolicyDocument/Statement/0/Resource',
    '*',
    'allows it on every resource',
  ],
  ['a function that anybody’s rule may invoke', 'Permission/Properties/SourceArn', undefined, 'lets any source in'],
  [
    'a role without a second factor',
    'Role/Properties/AssumeRolePolicyDocument/Statement/Condition',
    undefined,
    'without a second factor',
  ],
  [
    'a role for anybody',
    'Role/Properties/AssumeRolePolicyDocument/Statement/Principal',
    '*',
    'lets anybody take the role',
  ],
])('%s is found, and told where it is', (_what, path, value, told) => {
  expect(faultsOf(withFault(`Resources/${path}`, value)).join('\n')).toContain(told);
});

test('an output that refers to nothing is found', () => {
  const faults = faultsOf(withFault('Outputs/QueueArn/Value', arnOf('Queues')));
  expect(faults).toEqual(['stack: Outputs.QueueArn.Value: there is no resource Queues']);
});

test('an import that no stack exports is found, and one that a stack exports is not', () => {
  const importing = (name: string) => withFault('Resources/Topic/Properties/TopicName', { 'Fn::ImportValue': name });
  const stacks = (name: string) => [{ stack: 'stack', template: readTemplate(importing(name)) }];
  expect(importsFromNowhere(stacks('queue'))).toEqual([]);
  expect(importsFromNowhere(stacks('queues'))).toEqual(['stack: imports queues, which no stack exports']);
});

test.each<[what: string, path: string, value: unknown]>([
  ['a number as text', 'Queue/Properties/VisibilityTimeout', '180'],
  ['a number where text is wanted', 'Function/Properties/Environment/Variables/A', 5],
  ['what a function computes', 'Table/Properties/KeySchema', { 'Fn::If': ['Wide', [], []] }],
  ['a policy of any shape', 'Queue/Properties/RedriveAllowPolicy', { redrivePermission: 'denyAll' }],
  ['a name of Fn::Sub’s own', 'Function/Properties/Description', { 'Fn::Sub': ['${Own} ${!Literal}', { Own: 'x' }] }],
])('%s is no fault', (_what, path, value) => {
  expect(faultsOf(withFault(`Resources/${path}`, value))).toEqual([]);
});
