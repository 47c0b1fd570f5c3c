import * as z from 'zod';
import { operation } from '../../operation';
import { stackIdOf } from '../pseudo-parameters';
import type { CloudFormationApi } from './cloudformation-api';
import { stackAccess, stackNameOf } from './stack-access';

export const describeChangeSet = operation<CloudFormationApi>()({
  name: 'DescribeChangeSet',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeChangeSet.html',
  input: z.strictObject({ StackName: z.string(), ChangeSetName: z.string() }),
  access: (_, { StackName }) => [stackAccess('cloudformation:DescribeChangeSet', StackName)],
  run({ cloudFormation }, { StackName, ChangeSetName }) {
    const { name, id, stack, createdAt, changes, status, reason } = cloudFormation.changeSets.find(
      stackNameOf(StackName),
      ChangeSetName,
    );
    return {
      ChangeSetName: name,
      ChangeSetId: id,
      StackName: stack.stackName,
      StackId: stackIdOf(stack.stackName),
      CreationTime: new Date(createdAt).toISOString(),
      ExecutionStatus: status === 'FAILED' ? 'UNAVAILABLE' : 'AVAILABLE',
      Status: status,
      ...(reason !== undefined && { StatusReason: reason }),
      Changes: changes.map(({ logicalId, type, action }) => ({
        Type: 'Resource',
        ResourceChange: { Action: action, LogicalResourceId: logicalId, ResourceType: type },
      })),
    };
  },
});
