const { ofService } = require('./of-service.cjs');

/**
 * What the framework itself calls to deploy one service: its stack, the bucket of its artifacts, and a look at its functions.
 * Every one of these is used when osls deploys onto the embedded AWS.
 *
 * @param {{ stage: string, service: string, names: object }} service
 * @returns {object[]} statements
 */
function frameworkPermissions({ stage, service, names }) {
  const { routes } = ofService(service, names);
  const stack = stackName({ stage, service });
  const here = (aws, resource) => ({
    'Fn::Sub': `arn:\${AWS::Partition}:${aws}:\${AWS::Region}:\${AWS::AccountId}:${resource}`,
  });
  const bucket = artifactBucket({ stage, service });
  return [
    {
      Sid: 'DeployItsStack',
      Effect: 'Allow',
      Action: [
        'CreateChangeSet',
        'DeleteChangeSet',
        'DescribeChangeSet',
        'DescribeStackEvents',
        'DescribeStackResource',
        'DescribeStacks',
        'ExecuteChangeSet',
        'ListStackResources',
      ].map((action) => `cloudformation:${action}`),
      Resource: here('cloudformation', `stack/${stack}/*`),
    },
    // A template that is only checked, and the list of exports, belong to no stack.
    {
      Sid: 'CheckTemplatesAndFindTheApi',
      Effect: 'Allow',
      Action: ['cloudformation:ValidateTemplate', ...(routes ? ['cloudformation:ListExports'] : [])],
      Resource: '*',
    },
    ...(routes
      ? [
          {
            Sid: 'ShowTheApi',
            Effect: 'Allow',
            Action: 'apigateway:GET',
            Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:apigateway:${AWS::Region}::/apis/*' },
          },
        ]
      : []),
    {
      Sid: 'FindItsArtifacts',
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: { 'Fn::Sub': `arn:\${AWS::Partition}:s3:::${bucket}` },
    },
    {
      Sid: 'UploadItsArtifacts',
      Effect: 'Allow',
      Action: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
      Resource: { 'Fn::Sub': `arn:\${AWS::Partition}:s3:::${bucket}/serverless/*` },
    },
    ...(service === 'root'
      ? []
      : [
          {
            Sid: 'SeeItsFunctions',
            Effect: 'Allow',
            Action: 'lambda:GetFunction',
            Resource: here('lambda', `function:${stack}*`),
          },
        ]),
  ];
}

function stackName({ stage, service }) {
  return service === 'root' ? `sesame-${stage}` : `sesame-${stage}-${service}`;
}

/** CloudFormation calls the bucket <stack>-serverlessdeploymentbucket-<random>, in 63 characters. */
function artifactBucket(service) {
  return `${stackName(service)}-serverlessdeploymen*`;
}

module.exports = { frameworkPermissions, artifactBucket };
