import * as z from 'zod';
import { operation } from '../../operation';
import type { CloudFormationApi } from './cloudformation-api';
import { stackAccess, stackNameOf } from './stack-access';

/** Answers at once; the stack's events tell what becomes of it. Whoever calls must be allowed what is then done in his name. */
export const executeChangeSet = operation<CloudFormationApi>()({
  name: 'ExecuteChangeSet',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ExecuteChangeSet.html',
  input: z.strictObject({
    StackName: z.string(),
    ChangeSetName: z.string(),
    ClientRequestToken: z.string().optional(),
  }),
  access: (_, { StackName }) => [stackAccess('cloudformation:ExecuteChangeSet', StackName)],
  run({ cloudFormation }, { StackName, ChangeSetName }, { principal }) {
    cloudFormation.changeSets.execute(stackNameOf(StackName), ChangeSetName, principal);
    return {};
  },
});
