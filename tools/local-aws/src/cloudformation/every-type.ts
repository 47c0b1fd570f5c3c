import { exampleSamlMetadata } from '../iam/example-saml-metadata';

const reference = (logicalId: string) => ({ Ref: logicalId });
const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });
const allow = (more: object) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...more }] });
const Tags = [{ Key: 'team', Value: 'mail' }];

/** Resources of every type that is emulated, with what makes calls of their own; `edition` is in all that can change. */
export function everyType(edition: string): Record<string, { Type: string; Properties: object }> {
  return {
    Boundary: {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: {
        ManagedPolicyName: 'boundary',
        Path: '/sesame/',
        PolicyDocument: allow({ Sid: edition, Action: 'sqs:*', Resource: '*' }),
      },
    },
    Extra: {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: {
        ManagedPolicyName: 'extra',
        PolicyDocument: allow({ Sid: edition, Action: 'sqs:*', Resource: '*' }),
        Roles: [reference('Role')],
      },
    },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'role',
        Path: '/sesame/',
        AssumeRolePolicyDocument: allow({
          Sid: edition,
          Principal: { Service: 'lambda.amazonaws.com' },
          Action: 'sts:AssumeRole',
        }),
        Policies: [
          { PolicyName: 'policy', PolicyDocument: allow({ Sid: edition, Action: 'sqs:*', Resource: '*' }) },
          { PolicyName: edition, PolicyDocument: allow({ Action: 'sns:*', Resource: '*' }) },
        ],
        PermissionsBoundary: reference('Boundary'),
        ManagedPolicyArns: edition === 'first' ? [reference('Boundary')] : [],
        MaxSessionDuration: edition === 'first' ? 3600 : 7200,
        Tags: [{ Key: 'edition', Value: edition }],
      },
    },
    Profile: {
      Type: 'AWS::IAM::InstanceProfile',
      Properties: { InstanceProfileName: 'profile', Roles: [reference('Role')] },
    },
    Provider: {
      Type: 'AWS::IAM::OIDCProvider',
      Properties: { Url: 'https://token.actions.githubusercontent.com', ClientIdList: [edition], Tags },
    },
    SamlProvider: {
      Type: 'AWS::IAM::SAMLProvider',
      Properties: { Name: 'corp', SamlMetadataDocument: exampleSamlMetadata(`https://${edition}.example.com`), Tags },
    },
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'queue', Tags } },
    QueuePolicy: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: {
        Queues: [reference('Queue')],
        PolicyDocument: allow({ Principal: '*', Action: 'sqs:SendMessage', Resource: arnOf('Queue') }),
      },
    },
    Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'topic', Tags } },
    TopicPolicy: {
      Type: 'AWS::SNS::TopicPolicy',
      Properties: {
        Topics: [reference('Topic')],
        PolicyDocument: allow({ Principal: '*', Action: 'sns:Publish', Resource: reference('Topic') }),
      },
    },
    Subscription: {
      Type: 'AWS::SNS::Subscription',
      Properties: { TopicArn: reference('Topic'), Protocol: 'sqs', Endpoint: arnOf('Queue') },
    },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: 'function',
        Code: { S3Bucket: 'artifacts', S3Key: `${edition}.zip` },
        Handler: 'handler.handler',
        Runtime: 'nodejs24.x',
        Role: arnOf('Role'),
        Tags,
      },
    },
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        FunctionName: reference('Function'),
        Action: 'lambda:InvokeFunction',
        Principal: 'events.amazonaws.com',
        SourceAccount: edition,
      },
    },
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { FunctionName: reference('Function'), EventSourceArn: arnOf('Queue'), Tags },
    },
    Rule: {
      Type: 'AWS::Events::Rule',
      Properties: {
        Name: 'rule',
        ScheduleExpression: 'rate(1 minute)',
        Description: edition,
        Targets: [{ Id: 'target', Arn: arnOf('Function') }],
        Tags,
      },
    },
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        TableName: 'table',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        Tags,
      },
    },
    Bucket: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        BucketName: 'bucket',
        PublicAccessBlockConfiguration: { BlockPublicAcls: true },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        LifecycleConfiguration: { Rules: [{ Id: edition, Status: 'Enabled', ExpirationInDays: 1 }] },
        VersioningConfiguration: { Status: 'Suspended' },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
        Tags,
      },
    },
    BucketPolicy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: reference('Bucket'),
        PolicyDocument: allow({
          Sid: edition,
          Principal: '*',
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::bucket/*',
        }),
      },
    },
    ConfigurationSet: {
      Type: 'AWS::SES::ConfigurationSet',
      Properties: {
        Name: 'set',
        SendingOptions: { SendingEnabled: true },
        SuppressionOptions: { SuppressedReasons: ['BOUNCE'] },
        ReputationOptions: { ReputationMetricsEnabled: true },
        DeliveryOptions: { TlsPolicy: 'REQUIRE' },
        Tags,
      },
    },
    EventDestination: {
      Type: 'AWS::SES::ConfigurationSetEventDestination',
      Properties: {
        ConfigurationSetName: reference('ConfigurationSet'),
        EventDestination: {
          Name: 'destination',
          MatchingEventTypes: ['bounce'],
          SnsDestination: { TopicARN: reference('Topic') },
        },
      },
    },
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'api', ProtocolType: 'HTTP', Tags: { team: 'mail' } } },
    Stage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { ApiId: reference('Api'), StageName: '$default', AutoDeploy: true, Description: edition },
    },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: reference('Api'),
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: arnOf('Function'),
        PayloadFormatVersion: '2.0',
        Description: edition,
      },
    },
    Route: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: reference('Api'),
        RouteKey: 'GET /things',
        Target: { 'Fn::Sub': 'integrations/${Integration}' },
        OperationName: edition,
      },
    },
    Logs: {
      Type: 'AWS::Logs::LogGroup',
      Properties: { LogGroupName: '/aws/lambda/function', RetentionInDays: 30, Tags },
    },
    Alarm: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: { AlarmName: 'alarm', AlarmActions: [reference('Topic')], AlarmDescription: edition, Tags },
    },
    Dashboard: {
      Type: 'AWS::CloudWatch::Dashboard',
      Properties: { DashboardName: 'dashboard', DashboardBody: edition },
    },
  };
}
