import * as z from 'zod';
import { operation } from '../../operation';
import { stackIdOf } from '../pseudo-parameters';
import type { CloudFormationApi } from './cloudformation-api';
import { existingStack } from './existing-stack';
import { stackAccess } from './stack-access';

/** Newest first, all that are kept of the stack: a stack that was removed has none, and does not exist. */
export const describeStackEvents = operation<CloudFormationApi>()({
  name: 'DescribeStackEvents',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackEvents.html',
  input: z.strictObject({ StackName: z.string() }),
  access: (_, { StackName }) => [stackAccess('cloudformation:DescribeStackEvents', StackName)],
  run({ cloudFormation }, { StackName }) {
    const { stackName } = existingStack(cloudFormation, StackName);
    return {
      StackEvents: cloudFormation.states
        .events(stackName)
        .map(({ id, logicalId, type, physicalId, status, reason, at }) => ({
          StackId: stackIdOf(stackName),
          EventId: id,
          StackName: stackName,
          LogicalResourceId: logicalId,
          PhysicalResourceId: physicalId,
          ResourceType: type,
          Timestamp: new Date(at).toISOString(),
          ResourceStatus: status,
          ...(reason !== undefined && { ResourceStatusReason: reason }),
        })),
    };
  },
});
