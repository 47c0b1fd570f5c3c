import * as z from 'zod';
import { operation } from '../../operation';
import { stackIdOf } from '../pseudo-parameters';
import type { StackState } from '../stack-states';
import type { CloudFormationApi } from './cloudformation-api';
import { existingStack } from './existing-stack';
import { anyStackAccess, stackAccess } from './stack-access';

export const describeStacks = operation<CloudFormationApi>()({
  name: 'DescribeStacks',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html',
  input: z.strictObject({ StackName: z.string().optional() }),
  access: (_, { StackName }) => [
    StackName === undefined
      ? anyStackAccess('cloudformation:DescribeStacks')
      : stackAccess('cloudformation:DescribeStacks', StackName),
  ],
  run({ cloudFormation }, { StackName }) {
    const states = StackName === undefined ? cloudFormation.states.all() : [existingStack(cloudFormation, StackName)];
    return { Stacks: states.map((state) => described(state, cloudFormation.outputsOf(state.stackName) ?? {})) };
  },
});

function described(
  { stackName, status, reason, createdAt, updatedAt, deployment }: StackState,
  outputs: Record<string, string>,
) {
  return {
    StackId: stackIdOf(stackName),
    StackName: stackName,
    StackStatus: status,
    ...(reason !== undefined && { StackStatusReason: reason }),
    CreationTime: new Date(createdAt).toISOString(),
    LastUpdatedTime: new Date(updatedAt).toISOString(),
    DisableRollback: false,
    EnableTerminationProtection: false,
    Outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
    Tags: deployment?.tags ?? [],
  };
}
