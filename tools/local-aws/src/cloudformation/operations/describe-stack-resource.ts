import * as z from 'zod';
import { operation } from '../../operation';
import type { CloudFormationApi } from './cloudformation-api';
import { stackAccess } from './stack-access';
import { stackResource } from './stack-resource';

export const describeStackResource = operation<CloudFormationApi>()({
  name: 'DescribeStackResource',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackResource.html',
  input: z.strictObject({ StackName: z.string(), LogicalResourceId: z.string() }),
  access: (_, { StackName }) => [stackAccess('cloudformation:DescribeStackResource', StackName)],
  run: ({ cloudFormation }, { StackName, LogicalResourceId }) => ({
    StackResourceDetail: stackResource(cloudFormation, StackName, LogicalResourceId),
  }),
});
