import * as z from 'zod';
import { operation } from '../../operation';
import type { CloudFormationApi } from './cloudformation-api';
import { existingStack } from './existing-stack';
import { stackAccess } from './stack-access';

/** Only for what differs, which is nothing here; the list of everything is not emulated. */
export const describeStackResourceDrifts = operation<CloudFormationApi>()({
  name: 'DescribeStackResourceDrifts',
  documentation:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackResourceDrifts.html',
  input: z.strictObject({
    StackName: z.string(),
    StackResourceDriftStatusFilters: z.array(z.enum(['MODIFIED', 'DELETED'])).min(1),
  }),
  access: (_, { StackName }) => [stackAccess('cloudformation:DescribeStackResourceDrifts', StackName)],
  run({ cloudFormation }, { StackName }) {
    existingStack(cloudFormation, StackName);
    return { StackResourceDrifts: [] };
  },
});
