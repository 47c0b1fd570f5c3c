import type { Access } from '../operation';
import type { S3 } from './s3';

/** What IAM is asked about a bucket. S3's ARNs name neither region nor account. */
export function bucketAccess(s3: S3, action: string, bucket: string, context: Record<string, string> = {}): Access {
  return { action, resource: `arn:aws:s3:::${bucket}`, context, resourcePolicy: s3.policyOf(bucket) };
}

/**
 * What IAM is asked about reading one object. That one is not there S3 tells only whoever may list the bucket, and answers
 * AccessDenied to everybody else (AWS documentation: GetObject, "Permissions").
 */
export function readAccess(s3: S3, bucket: string, key: string): Access[] {
  const read = objectAccess(s3, 's3:GetObject', bucket, key);
  return s3.has(bucket, key) ? [read] : [read, bucketAccess(s3, 's3:ListBucket', bucket, { 's3:prefix': key })];
}

/** What IAM is asked about one object. */
export function objectAccess(s3: S3, action: string, bucket: string, key: string): Access {
  return { action, resource: `arn:aws:s3:::${bucket}/${key}`, resourcePolicy: s3.policyOf(bucket) };
}
