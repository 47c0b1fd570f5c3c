import type { EmulatedService } from '../emulated-service';
import { deleteObject } from './delete-object';
import { deleteObjects } from './delete-objects';
import { getObject } from './get-object';
import { headBucket } from './head-bucket';
import { headObject } from './head-object';
import { listObjectsV2 } from './list-objects-v2';
import { putObject } from './put-object';
import type { S3 } from './s3';

/** S3 as the server sees it, in path style. Buckets are made and removed by CloudFormation, not over HTTP. */
export function s3Service(s3: S3): EmulatedService<S3> {
  return {
    signingName: 's3',
    protocol: 'rest-xml',
    routedBy: 's3',
    state: s3,
    operations: [deleteObject, deleteObjects, getObject, headBucket, headObject, listObjectsV2, putObject],
  };
}
