import { AwsError } from '../aws-error';
import { Payload } from '../protocols/protocol';
import type { S3 } from './s3';

/** An object with its headers, some of them replaced, for GetObject and, as HTTP leaves the body of a HEAD out, for HeadObject too. */
export function objectAnswer(s3: S3, bucket: string, key: string, overrides: Record<string, string> = {}): Payload {
  const object = s3.get(bucket, key);
  if (!object) throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
  return new Payload(object.body, {
    'content-type': object.contentType,
    'last-modified': new Date(object.modifiedAt).toUTCString(),
    etag: object.etag,
    ...object.headers,
    ...Object.fromEntries(Object.entries(object.metadata).map(([name, value]) => [`x-amz-meta-${name}`, value])),
    ...overrides,
  });
}
