import * as z from 'zod';
import { operation } from '../../operation';
import type { CloudFormationApi } from './cloudformation-api';
import { existingStack } from './existing-stack';
import { stackAccess, stackNameOf } from './stack-access';

export const deleteChangeSet = operation<CloudFormationApi>()({
  name: 'DeleteChangeSet',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteChangeSet.html',
  input: z.strictObject({ StackName: z.string(), ChangeSetName: z.string() }),
  access: (_, { StackName }) => [stackAccess('cloudformation:DeleteChangeSet', StackName)],
  run({ cloudFormation }, { StackName, ChangeSetName }) {
    existingStack(cloudFormation, StackName);
    cloudFormation.changeSets.delete(stackNameOf(StackName), ChangeSetName);
    return {};
  },
});
