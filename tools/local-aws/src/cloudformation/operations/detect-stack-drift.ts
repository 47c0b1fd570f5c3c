import * as z from 'zod';
import { operation } from '../../operation';
import type { CloudFormationApi } from './cloudformation-api';
import { existingStack } from './existing-stack';
import { stackAccess } from './stack-access';

/** Whoever calls must be allowed to see every resource of the stack. What it cannot find: see drift-detections.ts. */
export const detectStackDrift = operation<CloudFormationApi>()({
  name: 'DetectStackDrift',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DetectStackDrift.html',
  input: z.strictObject({ StackName: z.string() }),
  access: (_, { StackName }) => [stackAccess('cloudformation:DetectStackDrift', StackName)],
  run({ cloudFormation }, { StackName }, { principal }) {
    const { stackName } = existingStack(cloudFormation, StackName);
    return { StackDriftDetectionId: cloudFormation.detectDrift(stackName, principal).id };
  },
});
