import { resourceTypeOf } from './resource-types';
import { templateValue } from './template';

const trust = {
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const statement = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' };
const role = (more: object) => ({ AssumeRolePolicyDocument: trust, ...more });
const policies = (changed: object) =>
  role({ Policies: [{ PolicyName: 'P', PolicyDocument: { Statement: [{ ...statement, ...changed }] } }] });
const lambdaFunction = {
  Code: { S3Bucket: 'b', S3Key: 'k' },
  Handler: 'src/a.handler',
  Runtime: 'nodejs24.x',
  Role: 'arn',
};
const subscription = { TopicArn: 'arn', Protocol: 'sqs', Endpoint: 'arn' };
const destination = (type: string) => ({
  ConfigurationSetName: 'set',
  EventDestination: { MatchingEventTypes: [type], SnsDestination: { TopicARN: 'arn' } },
});
const mapping = { FunctionName: 'f', EventSourceArn: 'arn' };
const route = { ApiId: 'a', RouteKey: 'GET /a', Target: 'integrations/i' };
const integration = { ApiId: 'a', IntegrationType: 'AWS_PROXY', IntegrationUri: 'f', PayloadFormatVersion: '2.0' };

function problemsOf(type: string, properties: object): string[] {
  const read = resourceTypeOf(type)?.read(templateValue.parse(JSON.parse(JSON.stringify(properties))), 'X');
  return read && 'problems' in read ? read.problems : [];
}

it.each<[string, string, object, string]>([
  [
    'a managed policy of AWS',
    'AWS::IAM::Role',
    role({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] }),
    'those of AWS are not emulated',
  ],
  [
    'a boundary by its name',
    'AWS::IAM::Role',
    role({ PermissionsBoundary: 'boundary' }),
    'the ARN of a managed policy of this account',
  ],
  [
    'a managed policy for users',
    'AWS::IAM::ManagedPolicy',
    { PolicyDocument: { Statement: [statement] }, Users: ['ada'] },
    'X.Users is not emulated',
  ],
  ['an issuer without TLS', 'AWS::IAM::OIDCProvider', { Url: 'http://token.actions.githubusercontent.com' }, 'X.Url'],
  [
    'metadata that is none',
    'AWS::IAM::SAMLProvider',
    { Name: 'corp', SamlMetadataDocument: '' },
    'X.SamlMetadataDocument',
  ],
  ['an instance profile of two roles', 'AWS::IAM::InstanceProfile', { Roles: ['a', 'b'] }, 'one role'],
  [
    'a principal in a policy on a role',
    'AWS::IAM::Role',
    policies({ Principal: '*' }),
    'a policy on a role names no Principal',
  ],
  ['a misspelt member of a statement', 'AWS::IAM::Role', policies({ Resources: '*' }), '[0].Resources is not emulated'],
  ['a Sid that IAM refuses', 'AWS::IAM::Role', policies({ Sid: 'Send mail' }), 'letters and digits only'],
  ['a statement without an action', 'AWS::IAM::Role', policies({ Action: undefined }), 'either Action or NotAction'],
  ['filters', 'AWS::SNS::Subscription', { ...subscription, FilterPolicy: {} }, 'X.FilterPolicy is not emulated'],
  [
    'an unknown event type',
    'AWS::SES::ConfigurationSetEventDestination',
    destination('bounced'),
    `'bounced' is no event type`,
  ],
  [
    'another runtime',
    'AWS::Lambda::Function',
    { ...lambdaFunction, Runtime: 'nodejs22.x' },
    'only nodejs24.x is emulated',
  ],
  [
    'active tracing',
    'AWS::Lambda::Function',
    { ...lambdaFunction, TracingConfig: { Mode: 'Active' } },
    'active tracing',
  ],
  ['layers', 'AWS::Lambda::Function', { ...lambdaFunction, Layers: ['arn'] }, 'X.Layers is not emulated'],
  [
    'a large batch without a window',
    'AWS::Lambda::EventSourceMapping',
    { ...mapping, BatchSize: 11 },
    'MaximumBatchingWindowInSeconds',
  ],
  ['a website', 'AWS::S3::Bucket', { WebsiteConfiguration: {} }, 'X.WebsiteConfiguration is not emulated'],
  [
    'a lifecycle rule by tags',
    'AWS::S3::Bucket',
    { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 1, TagFilters: [] }] } },
    'TagFilters',
  ],
  [
    'event patterns by prefix',
    'AWS::Events::Rule',
    { EventPattern: { source: [{ prefix: 'aws.' }] } },
    'X.EventPattern',
  ],
  ['cron', 'AWS::Events::Rule', { ScheduleExpression: 'cron(0 12 * * ? *)' }, 'only rate(…) expressions can'],
  ['an authorizer', 'AWS::ApiGatewayV2::Route', { ...route, AuthorizationType: 'JWT' }, 'only NONE and AWS_IAM'],
  [
    'a short integration timeout',
    'AWS::ApiGatewayV2::Integration',
    { ...integration, TimeoutInMillis: 5000 },
    'X.TimeoutInMillis',
  ],
  [
    'payload format 1.0',
    'AWS::ApiGatewayV2::Integration',
    { ...integration, PayloadFormatVersion: '1.0' },
    'only payload format 2.0',
  ],
  [
    'a named stage',
    'AWS::ApiGatewayV2::Stage',
    { ApiId: 'a', StageName: 'v1', AutoDeploy: true },
    'only the stage $default',
  ],
])('%s stops a deploy by name', (_title, type, properties, problem) => {
  expect(problemsOf(type, properties).join('\n')).toContain(problem);
});

it.each<[string, string, object]>([
  [
    'a bucket of a service',
    'AWS::S3::Bucket',
    {
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      LifecycleConfiguration: { Rules: [{ Id: 'r', Status: 'Enabled', Prefix: 'tmp/', ExpirationInDays: 30 }] },
      VersioningConfiguration: { Status: 'Suspended' },
    },
  ],
  ['raw message delivery', 'AWS::SNS::Subscription', { ...subscription, RawMessageDelivery: true }],
  [
    `CloudFormation's spelling of an event type`,
    'AWS::SES::ConfigurationSetEventDestination',
    destination('renderingFailure'),
  ],
  [`SES's spelling of an event type`, 'AWS::SES::ConfigurationSetEventDestination', destination('RENDERING_FAILURE')],
  ['a number as text', 'AWS::Lambda::Function', { ...lambdaFunction, Timeout: '30' }],
  [
    'a number as environment variable',
    'AWS::Lambda::Function',
    { ...lambdaFunction, Environment: { Variables: { A: 5 } } },
  ],
])('%s is taken', (_title, type, properties) => {
  expect(problemsOf(type, properties)).toEqual([]);
});
