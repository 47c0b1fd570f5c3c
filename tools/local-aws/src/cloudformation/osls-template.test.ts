import { arn } from '../account';
import { cloudFormationUnderTest } from './cloudformation-under-test';

const join = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });
const functionArn = { 'Fn::GetAtt': ['AcceptLambdaFunction', 'Arn'] };
const apiId = { 'Fn::ImportValue': 'sesame-local-api-id' };
const route = (RouteKey: string, more = {}) => ({
  Type: 'AWS::ApiGatewayV2::Route',
  Properties: {
    ApiId: apiId,
    RouteKey,
    Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'HttpApiIntegrationAccept' }]] },
    ...more,
  },
  DependsOn: 'HttpApiIntegrationAccept',
});

/** What osls 4.3.1 makes of a service with one function that has a route, a queue and a schedule, shortened. */
const service = {
  Resources: {
    ServerlessDeploymentBucket: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
      },
    },
    ServerlessDeploymentBucketPolicy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: { Ref: 'ServerlessDeploymentBucket' },
        PolicyDocument: {
          Statement: [
            {
              Action: 's3:*',
              Effect: 'Deny',
              Principal: '*',
              Resource: [
                join('arn:', { Ref: 'AWS::Partition' }, ':s3:::', { Ref: 'ServerlessDeploymentBucket' }, '/*'),
              ],
              Condition: { Bool: { 'aws:SecureTransport': false } },
            },
          ],
        },
      },
    },
    AcceptLogGroup: {
      Type: 'AWS::Logs::LogGroup',
      Properties: { LogGroupName: '/aws/lambda/sesame-local-sender-accept', RetentionInDays: 30 },
    },
    AcceptLambdaFunction: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: {
          S3Bucket: { Ref: 'ServerlessDeploymentBucket' },
          S3Key: 'serverless/sesame-sender/local/1-2026/accept.zip',
        },
        Handler: 'src/accept/handler.handler',
        Runtime: 'nodejs24.x',
        FunctionName: 'sesame-local-sender-accept',
        MemorySize: 512,
        Timeout: 10,
        Architectures: ['arm64'],
        Tags: [{ Key: 'service', Value: 'sender' }],
        Environment: { Variables: { STAGE: 'local', SEND_QUEUE_URL: { Ref: 'SendQueue' } } },
        Role: { 'Fn::GetAtt': ['AcceptRole', 'Arn'] },
      },
      DependsOn: ['AcceptLogGroup', 'AcceptRole'],
    },
    AcceptEventsRuleSchedule1: {
      Type: 'AWS::Events::Rule',
      Properties: {
        ScheduleExpression: 'rate(1 minute)',
        State: 'ENABLED',
        Name: 'sesame-local-sender-accept',
        Targets: [{ Input: '{"a":1}', Arn: functionArn, Id: 'acceptSchedule' }],
      },
    },
    AcceptLambdaPermissionEventsRuleSchedule1: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        FunctionName: functionArn,
        Action: 'lambda:InvokeFunction',
        Principal: 'events.amazonaws.com',
        SourceArn: { 'Fn::GetAtt': ['AcceptEventsRuleSchedule1', 'Arn'] },
      },
    },
    AcceptEventSourceMappingSQSSendQueue: {
      Type: 'AWS::Lambda::EventSourceMapping',
      DependsOn: ['AcceptRole'],
      Properties: {
        BatchSize: 100,
        MaximumBatchingWindowInSeconds: 1,
        EventSourceArn: { 'Fn::GetAtt': ['SendQueue', 'Arn'] },
        FunctionName: functionArn,
        Enabled: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 10 },
      },
    },
    HttpApiIntegrationAccept: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: apiId,
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: functionArn,
        PayloadFormatVersion: '2.0',
        TimeoutInMillis: 30000,
      },
    },
    HttpApiRoutePostEmails: route('POST /emails'),
    HttpApiRouteGetEmailsIdVar: route('GET /emails/{id}', { AuthorizationType: 'NONE' }),
    HttpApiRouteDefault: route('$default'),
    SendQueue: {
      Type: 'AWS::SQS::Queue',
      Properties: { QueueName: 'sesame-local-send', VisibilityTimeout: 60, SqsManagedSseEnabled: true },
    },
    AcceptRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'sesame-local-sender-accept',
        Path: '/sesame/',
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        },
        Policies: [
          {
            PolicyName: 'Accept',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                {
                  Sid: 'WriteLog',
                  Effect: 'Allow',
                  Action: 'logs:PutLogEvents',
                  Resource: { 'Fn::Sub': '${AcceptLogGroup.Arn}' },
                },
                {
                  Sid: 'Send',
                  Effect: 'Allow',
                  Action: 'ses:SendEmail',
                  Resource: { Ref: 'SendingIdentities' },
                  Condition: { StringLike: { 'ses:FromAddress': '*@example.com' } },
                },
              ],
            },
          },
        ],
      },
    },
  },
  Outputs: {
    ServerlessDeploymentBucketName: {
      Value: { Ref: 'ServerlessDeploymentBucket' },
      Export: { Name: 'sls-sesame-sender-local-ServerlessDeploymentBucketName' },
    },
  },
  Parameters: {
    SendingIdentities: {
      Type: 'CommaDelimitedList',
      Default: 'arn:aws:ses:us-east-1:000000000000:identity/one,arn:aws:ses:us-east-1:000000000000:identity/two',
    },
  },
};
const root = {
  Resources: {
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'sesame-local-api', ProtocolType: 'HTTP' } },
  },
  Outputs: { ApiId: { Value: { Ref: 'Api' }, Export: { Name: 'sesame-local-api-id' } } },
};

it('a packaged service is deployed: function, role, queue, route and schedule find each other', async () => {
  const { deploy, account } = cloudFormationUnderTest({ port: 4566 });
  await deploy('sesame-local', root);
  const { outputs } = await deploy('sesame-local-sender', service);

  const roleArn = 'arn:aws:iam::000000000000:role/sesame/sesame-local-sender-accept';
  const functionName = 'sesame-local-sender-accept';
  expect(account.functions.get(functionName)).toEqual({
    name: functionName,
    codeFolder: '/code/serverless/sesame-sender/local/1-2026/accept.zip',
    handler: 'src/accept/handler.handler',
    roleArn,
    environment: { STAGE: 'local', SEND_QUEUE_URL: 'http://127.0.0.1:4566/000000000000/sesame-local-send' },
    timeoutSeconds: 10,
    memoryMegabytes: 512,
  });
  expect(account.roles.byArn(roleArn)?.policies[0]?.document.Statement).toMatchObject([
    { Resource: 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/sesame-local-sender-accept:*' },
    {
      Resource: ['arn:aws:ses:us-east-1:000000000000:identity/one', 'arn:aws:ses:us-east-1:000000000000:identity/two'],
    },
  ]);
  expect([...account.mappings.values()]).toEqual([
    {
      functionName,
      eventSourceArn: arn('sqs', 'sesame-local-send'),
      batchSize: 100,
      maximumBatchingWindowSeconds: 1,
      maximumConcurrency: 10,
      reportBatchItemFailures: true,
      enabled: true,
    },
  ]);
  expect([...account.rules.values()]).toEqual([
    {
      name: functionName,
      scheduleExpression: 'rate(1 minute)',
      enabled: true,
      targets: [{ functionName, input: '{"a":1}' }],
    },
  ]);
  expect(account.permissions.get(functionName)).toMatchObject({
    principal: 'events.amazonaws.com',
    sourceArn: arn('events', `rule/${functionName}`),
  });
  const apiId = 'id16';
  expect([...account.routes.values()].toSorted((one, other) => one.routeKey.localeCompare(other.routeKey))).toEqual([
    { apiId, routeKey: '$default', functionName, authorizationType: 'NONE' },
    { apiId, routeKey: 'GET /emails/{id}', functionName, authorizationType: 'NONE' },
    { apiId, routeKey: 'POST /emails', functionName, authorizationType: 'NONE' },
  ]);
  expect(outputs['ServerlessDeploymentBucketName']).toMatch(/^[a-z0-9-]{3,63}$/);
});

it('a service that is removed takes its function, mapping, rule and routes with it', async () => {
  const { deploy, cloudFormation, account } = cloudFormationUnderTest();
  await deploy('sesame-local', root);
  await deploy('sesame-local-sender', service);
  await cloudFormation.remove('sesame-local-sender');
  const { functions, mappings, rules, routes, permissions, queues, roles } = account;
  for (const left of [functions, mappings, rules, routes, permissions, queues]) expect(left.size).toBe(0);
  expect(roles.all()).toEqual([]);
});
