import * as z from 'zod';
import { AwsError } from '../../aws-error';
import { operation } from '../../operation';
import { stackIdOf } from '../pseudo-parameters';
import type { CloudFormationApi } from './cloudformation-api';

/** Takes no stack, so IAM is asked about any resource. */
export const describeStackDriftDetectionStatus = operation<CloudFormationApi>()({
  name: 'DescribeStackDriftDetectionStatus',
  documentation:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackDriftDetectionStatus.html',
  input: z.strictObject({ StackDriftDetectionId: z.string() }),
  access: () => [{ action: 'cloudformation:DescribeStackDriftDetectionStatus', resource: '*' }],
  run({ cloudFormation }, { StackDriftDetectionId }) {
    const detection = cloudFormation.driftDetection(StackDriftDetectionId);
    if (!detection) throw new AwsError('ValidationError', `Drift detection ${StackDriftDetectionId} does not exist`);
    const { stackName, reason, at } = detection;
    return {
      ...{ StackId: stackIdOf(stackName), StackDriftDetectionId, Timestamp: new Date(at).toISOString() },
      ...(reason === undefined
        ? { DetectionStatus: 'DETECTION_COMPLETE', StackDriftStatus: 'IN_SYNC', DriftedStackResourceCount: 0 }
        : { DetectionStatus: 'DETECTION_FAILED', DetectionStatusReason: reason }),
    };
  },
});
