import * as z from 'zod';
import { operation } from '../../operation';
import type { CloudFormationApi } from './cloudformation-api';
import { stackAccess, stackNameOf } from './stack-access';

/** Answers at once, also for a stack that does not exist. Whoever calls must be allowed what is then done in his name. */
export const deleteStack = operation<CloudFormationApi>()({
  name: 'DeleteStack',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteStack.html',
  input: z.strictObject({ StackName: z.string(), ClientRequestToken: z.string().optional() }),
  access: (_, { StackName }) => [stackAccess('cloudformation:DeleteStack', StackName)],
  run({ cloudFormation }, { StackName }, { principal }) {
    cloudFormation.beginRemove(stackNameOf(StackName), principal);
    return {};
  },
});
