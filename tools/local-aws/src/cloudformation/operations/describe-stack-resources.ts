import * as z from 'zod';
import { operation } from '../../operation';
import type { CloudFormationApi } from './cloudformation-api';
import { stackAccess } from './stack-access';
import { stackResource, stackResources } from './stack-resource';

/** Of one stack; finding a stack by the physical id of a resource is not emulated. */
export const describeStackResources = operation<CloudFormationApi>()({
  name: 'DescribeStackResources',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackResources.html',
  input: z.strictObject({ StackName: z.string(), LogicalResourceId: z.string().optional() }),
  access: (_, { StackName }) => [stackAccess('cloudformation:DescribeStackResources', StackName)],
  run({ cloudFormation }, { StackName, LogicalResourceId }) {
    const resources =
      LogicalResourceId === undefined
        ? stackResources(cloudFormation, StackName)
        : [stackResource(cloudFormation, StackName, LogicalResourceId)];
    return {
      StackResources: resources.map(({ LastUpdatedTimestamp, ...rest }) => ({
        ...rest,
        Timestamp: LastUpdatedTimestamp,
      })),
    };
  },
});
