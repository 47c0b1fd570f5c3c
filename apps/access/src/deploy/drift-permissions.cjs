/**
 * What the nightly look for drift needs: CloudFormation compares each resource with its template, in the name of whoever asks, so
 * that one must be able to see them. It can change nothing, and reads no item, message, object or log. Unverified as the
 * permissions of deployments are.
 *
 * @param {{ stage: string, names: object }} deployment
 * @returns {object[]} statements
 */
function driftPermissions({ stage, names }) {
  const ours = `sesame-${stage}-*`;
  const here = (aws, resource, region = '${AWS::Region}') => ({
    'Fn::Sub': `arn:\${AWS::Partition}:${aws}:${region}:\${AWS::AccountId}:${resource}`,
  });
  const see = (Sid, aws, verbs, Resource) => ({
    ...{ Sid, Effect: 'Allow', Action: verbs.map((verb) => `${aws}:${verb}`), Resource },
  });
  const drift = ['DetectStackDrift', 'DetectStackResourceDrift', 'DescribeStackResourceDrifts'];
  const roles = ['GetRole', 'GetRolePolicy', 'ListRolePolicies', 'ListAttachedRolePolicies'];
  const functions = ['GetFunction', 'GetFunctionConfiguration', 'GetPolicy', 'ListTags'];
  const tables = ['DescribeTable', 'DescribeTimeToLive', 'DescribeContinuousBackups', 'ListTagsOfResource'];
  const bucket = [
    ...['GetBucketPolicy', 'GetEncryptionConfiguration', 'GetLifecycleConfiguration'],
    ...['GetBucketOwnershipControls', 'GetBucketPublicAccessBlock'],
  ];
  return [
    see('LookForDrift', 'cloudformation', drift, [
      here('cloudformation', `stack/sesame-${stage}/*`),
      here('cloudformation', `stack/${ours}/*`),
    ]),
    // The id of a comparison belongs to no stack, and the list of log groups knows no resource.
    see('AskHowFarItIs', 'cloudformation', ['DescribeStackDriftDetectionStatus'], '*'),
    see('SeeRoles', 'iam', roles, here('iam', `role/sesame/${ours}`, '')),
    see(
      'SeeTheBoundary',
      'iam',
      ['GetPolicy', 'GetPolicyVersion', 'ListPolicyVersions'],
      here('iam', `policy/sesame/${ours}`, ''),
    ),
    see('SeeInstanceProfiles', 'iam', ['GetInstanceProfile'], here('iam', `instance-profile/sesame/${ours}`, '')),
    see(
      'SeeTheProviderOfTokens',
      'iam',
      ['GetOpenIDConnectProvider'],
      here('iam', 'oidc-provider/token.actions.githubusercontent.com', ''),
    ),
    see('SeeFunctions', 'lambda', functions, here('lambda', `function:${ours}`)),
    see('SeeEventSourceMappings', 'lambda', ['GetEventSourceMapping'], here('lambda', 'event-source-mapping:*')),
    see('SeeQueues', 'sqs', ['GetQueueAttributes', 'GetQueueUrl', 'ListQueueTags'], here('sqs', ours)),
    see('SeeTopics', 'sns', ['GetTopicAttributes', 'GetSubscriptionAttributes'], here('sns', ours)),
    see('SeeSchedules', 'events', ['DescribeRule', 'ListTargetsByRule'], here('events', `rule/${ours}`)),
    see('SeeTables', 'dynamodb', tables, here('dynamodb', `table/${ours}`)),
    see(
      'SeeConfigurationSets',
      'ses',
      ['GetConfigurationSet', 'GetConfigurationSetEventDestinations'],
      here('ses', `configuration-set/${ours}`),
    ),
    see('SeeTheBucketOfAttachments', 's3', bucket, {
      'Fn::Sub': `arn:\${AWS::Partition}:s3:::${names.buckets.attachments}`,
    }),
    see('SeeBucketsOfArtifacts', 's3', bucket, {
      'Fn::Sub': `arn:\${AWS::Partition}:s3:::sesame-${stage}*-serverlessdeploymen*`,
    }),
    see('SeeTheApis', 'apigateway', ['GET'], { 'Fn::Sub': 'arn:${AWS::Partition}:apigateway:${AWS::Region}::/apis/*' }),
    see('SeeLogGroups', 'logs', ['DescribeLogGroups'], '*'),
    see(
      'SeeTagsOfLogGroups',
      'logs',
      ['ListTagsForResource'],
      [here('logs', `log-group:/aws/lambda/${ours}`), here('logs', `log-group:/aws/http-api/${ours}`)],
    ),
    see('SeeAlarms', 'cloudwatch', ['DescribeAlarms'], here('cloudwatch', `alarm:${ours}`)),
    see('SeeTheDashboard', 'cloudwatch', ['GetDashboard'], here('cloudwatch', `dashboard/sesame-${stage}`, '')),
  ];
}

module.exports = { driftPermissions };
