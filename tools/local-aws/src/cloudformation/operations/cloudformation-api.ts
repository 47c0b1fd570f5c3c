import type { S3 } from '../../s3/s3';
import type { CloudFormation } from '../cloudformation';

/** What CloudFormation's operations work on. */
export interface CloudFormationApi {
  cloudFormation: CloudFormation;
  s3: S3;
}
