const { artifactBucket } = require('./framework-permissions.cjs');
const { ofService } = require('./of-service.cjs');

/**
 * What CloudFormation calls, in the name of whoever deploys, to make, change and remove the resources of a service: by what is
 * deployed, what it is asked of, and under which condition. The embedded CloudFormation asks for each call; that AWS's
 * makes no others is unverified until a deployment to AWS has shown it.
 *
 * @param {{ stage: string, service: string, names: object }} service
 * @returns {object[]} statements
 */
function resourcePermissions({ stage, service, names }) {
  const { functions, queues, rules, routes, topics } = ofService(service, names);
  const here = (aws, resource) => ({
    'Fn::Sub': `arn:\${AWS::Partition}:${aws}:\${AWS::Region}:\${AWS::AccountId}:${resource}`,
  });
  const role = (name) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/sesame/${name}` });
  const boundary = {
    'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:policy/sesame/${names.policies.boundary}`,
  };
  const withBoundary = { StringEquals: { 'iam:PermissionsBoundary': boundary } };
  const allow = (Sid, Action, Resource, Condition) => ({
    ...{ Sid, Effect: 'Allow', Action, Resource },
    ...(Condition && { Condition }),
  });
  const ofFunctions = (aws, prefix = '', suffix = '') => functions.map((name) => here(aws, prefix + name + suffix));

  const statements = [];
  if (functions.length > 0) {
    statements.push(
      // A role without the boundary cannot be made, and none can lose it.
      allow('MakeRolesWithinTheBoundary', roleChanges, functions.map(role), withBoundary),
      allow('SeeAndRemoveRoles', roleReads, functions.map(role)),
      allow('GiveRolesToLambda', 'iam:PassRole', functions.map(role), {
        StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' },
      }),
      allow('MakeFunctions', functionChanges, ofFunctions('lambda', 'function:')),
      allow('MakeLogGroups', logGroupChanges, [
        ...ofFunctions('logs', 'log-group:/aws/lambda/'),
        ...ofFunctions('logs', 'log-group:/aws/lambda/', ':*'),
      ]),
    );
  }
  if (queues.length > 0) {
    statements.push(
      allow(
        'MakeQueues',
        queueChanges,
        queues.map((name) => here('sqs', name)),
      ),
      // One that is not made yet has no name; the function tells whose it will be.
      allow('MakeEventSourceMappings', 'lambda:CreateEventSourceMapping', '*', {
        ArnLike: { 'lambda:FunctionArn': ofFunctions('lambda', 'function:') },
      }),
      allow('ChangeEventSourceMappings', mappingChanges, here('lambda', 'event-source-mapping:*'), {
        ArnLike: { 'lambda:FunctionArn': ofFunctions('lambda', 'function:') },
      }),
      allow(
        'SeeAndTagEventSourceMappings',
        ['lambda:GetEventSourceMapping', 'lambda:TagResource'],
        here('lambda', 'event-source-mapping:*'),
      ),
    );
  }
  if (topics.length > 0) {
    statements.push(
      allow(
        'SubscribeQueues',
        ['sns:Subscribe', 'sns:Unsubscribe', 'sns:GetSubscriptionAttributes', 'sns:SetSubscriptionAttributes'],
        topics.map((name) => here('sns', `${name}*`)),
      ),
    );
  }
  if (rules) statements.push(allow('MakeSchedules', ruleChanges, ofFunctions('events', 'rule/')));
  if (routes) {
    const inApis = (part) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:apigateway:\${AWS::Region}::/apis/*/${part}` });
    statements.push(
      allow('MakeRoutes', on('apigateway', 'GET', 'POST'), ['routes', 'integrations'].map(inApis)),
      allow('ChangeRoutes', on('apigateway', 'GET', 'PATCH', 'DELETE'), ['routes/*', 'integrations/*'].map(inApis)),
    );
  }
  if (service === 'root') statements.push(...rootPermissions({ stage, names, allow, here }));
  if (functions.length > 0)
    statements.push(
      allow(
        'MakeAlarms',
        alarmChanges,
        [...functions, ...queues].map((name) => here('cloudwatch', `alarm:${name.replace(/-\*$/, '')}-*`)),
      ),
    );
  // This one knows no resource.
  statements.push(allow('SeeLogGroups', 'logs:DescribeLogGroups', '*'));
  const artifacts = { 'Fn::Sub': `arn:\${AWS::Partition}:s3:::${artifactBucket({ stage, service })}` };
  statements.push(allow('MakeTheBucketOfItsArtifacts', [...bucketChanges, 's3:DeleteBucket'], artifacts));
  return statements;
}

/** The shared stack. Its tables, and the bucket of attachments, are kept when it is removed, so they need no deletion. */
function rootPermissions({ stage, names, allow, here }) {
  const all = (record) => Object.values(record);
  const bucket = { 'Fn::Sub': `arn:\${AWS::Partition}:s3:::${names.buckets.attachments}` };
  const api = (part) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:apigateway:\${AWS::Region}::/${part}` });
  return [
    allow(
      'MakeTables',
      tableChanges,
      all(names.tables).map((name) => here('dynamodb', `table/${name}`)),
    ),
    allow(
      'MakeTopics',
      topicChanges,
      all(names.topics).map((name) => here('sns', name)),
    ),
    allow(
      'MakeConfigurationSets',
      configurationSetChanges,
      all(names.configurationSets).map((name) => here('ses', `configuration-set/${name}`)),
    ),
    allow('MakeTheApis', apiChanges, [api('apis'), api('apis/*')]),
    allow('MakeLogGroups', logGroupChanges, here('logs', `log-group:/aws/http-api/sesame-${stage}-*`)),
    // API Gateway has its access logs delivered; these actions know no resource.
    allow('DeliverAccessLogs', ['logs:CreateLogDelivery', 'logs:GetLogDelivery', 'logs:DeleteLogDelivery'], '*'),
    allow('MakeTheBucketOfAttachments', bucketChanges, bucket),
    allow('MakeTheDashboard', ['cloudwatch:PutDashboard', 'cloudwatch:GetDashboard', 'cloudwatch:DeleteDashboards'], {
      'Fn::Sub': `arn:\${AWS::Partition}:cloudwatch::\${AWS::AccountId}:dashboard/sesame-${stage}`,
    }),
  ];
}

const on = (aws, ...verbs) => verbs.map((verb) => `${aws}:${verb}`);
const roleChanges = on('iam', 'CreateRole', 'PutRolePolicy', 'DeleteRolePolicy', 'PutRolePermissionsBoundary');
const roleReads = [
  ...on('iam', 'GetRole', 'GetRolePolicy', 'ListRolePolicies', 'ListAttachedRolePolicies', 'DeleteRole'),
  ...on('iam', 'UpdateRole', 'UpdateAssumeRolePolicy', 'TagRole', 'UntagRole'),
];
const functionChanges = [
  ...on('lambda', 'CreateFunction', 'GetFunction', 'GetFunctionConfiguration', 'UpdateFunctionCode'),
  ...on('lambda', 'UpdateFunctionConfiguration', 'DeleteFunction', 'AddPermission', 'RemovePermission', 'GetPolicy'),
  ...on('lambda', 'ListTags', 'TagResource', 'UntagResource', 'PutFunctionConcurrency', 'DeleteFunctionConcurrency'),
];
const mappingChanges = on('lambda', 'UpdateEventSourceMapping', 'DeleteEventSourceMapping');
const logGroupChanges = [
  ...on('logs', 'CreateLogGroup', 'DeleteLogGroup', 'PutRetentionPolicy'),
  ...on('logs', 'DeleteRetentionPolicy', 'ListTagsForResource', 'TagResource', 'UntagResource'),
];
const queueChanges = [
  ...on('sqs', 'CreateQueue', 'DeleteQueue', 'GetQueueUrl', 'GetQueueAttributes', 'SetQueueAttributes'),
  ...on('sqs', 'ListQueueTags', 'TagQueue', 'UntagQueue'),
];
const ruleChanges = [
  ...on('events', 'PutRule', 'DescribeRule', 'DeleteRule', 'PutTargets', 'RemoveTargets', 'ListTargetsByRule'),
  ...on('events', 'TagResource', 'UntagResource', 'ListTagsForResource'),
];
const apiChanges = on('apigateway', 'GET', 'POST', 'PATCH', 'PUT', 'DELETE');
const alarmChanges = [
  ...on('cloudwatch', 'PutMetricAlarm', 'DescribeAlarms', 'DeleteAlarms'),
  ...on('cloudwatch', 'ListTagsForResource', 'TagResource', 'UntagResource'),
];
const tableChanges = [
  ...on('dynamodb', 'CreateTable', 'DescribeTable', 'UpdateTable', 'DescribeTimeToLive', 'UpdateTimeToLive'),
  ...on('dynamodb', 'DescribeContinuousBackups', 'UpdateContinuousBackups', 'DescribeContributorInsights'),
  ...on('dynamodb', 'DescribeKinesisStreamingDestination', 'ListTagsOfResource', 'TagResource', 'UntagResource'),
];
const topicChanges = [
  ...on('sns', 'CreateTopic', 'DeleteTopic', 'GetTopicAttributes', 'SetTopicAttributes'),
  ...on('sns', 'ListSubscriptionsByTopic', 'ListTagsForResource', 'TagResource', 'UntagResource'),
];
const configurationSetChanges = [
  ...on('ses', 'CreateConfigurationSet', 'GetConfigurationSet', 'DeleteConfigurationSet'),
  ...on('ses', 'PutConfigurationSetSendingOptions', 'PutConfigurationSetReputationOptions'),
  ...on('ses', 'PutConfigurationSetSuppressionOptions', 'CreateConfigurationSetEventDestination'),
  ...on('ses', 'GetConfigurationSetEventDestinations', 'UpdateConfigurationSetEventDestination'),
  ...on('ses', 'DeleteConfigurationSetEventDestination', 'TagResource', 'UntagResource', 'ListTagsForResource'),
];
const bucketChanges = [
  ...on('s3', 'CreateBucket', 'GetBucketPolicy', 'PutBucketPolicy', 'DeleteBucketPolicy'),
  ...on('s3', 'GetEncryptionConfiguration', 'PutEncryptionConfiguration', 'GetLifecycleConfiguration'),
  ...on('s3', 'PutLifecycleConfiguration', 'GetBucketOwnershipControls', 'PutBucketOwnershipControls'),
  ...on('s3', 'GetBucketPublicAccessBlock', 'PutBucketPublicAccessBlock', 'GetBucketTagging', 'PutBucketTagging'),
];

module.exports = { resourcePermissions };
