import * as z from 'zod';
import { operation } from '../../operation';
import type { CloudFormationApi } from './cloudformation-api';
import { stackAccess, stackNameOf } from './stack-access';

/** Answers at once; the stack's events tell what becomes of it. CloudFormation itself needs no permission here to apply a template. */
export const executeChangeSet = operation<CloudFormationApi>()({
  name: 'ExecuteChangeSet',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ExecuteChangeSet.html',
  input: z.strictObject({
    StackName: z.string(),
    ChangeSetName: z.string(),
    ClientRequestToken: z.string().optional(),
  }),
  access: (_, { StackName }) => [stackAccess('cloudformation:ExecuteChangeSet', StackName)],
  run({ cloudFormation }, { StackName, ChangeSetName }) {
    cloudFormation.changeSets.execute(stackNameOf(StackName), ChangeSetName);
    return {};
  },
});
