import * as z from 'zod';
import { operation } from '../operation';
import { Payload } from '../protocols/protocol';
import { objectAccess } from './access';
import { ofObject } from './request';
import type { S3 } from './s3';

/** A key that is not there is no error. */
export const deleteObject = operation<S3>()({
  name: 'DeleteObject',
  documentation: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html',
  http: { method: 'DELETE', path: '/{Bucket}/{Key+}' },
  input: z.strictObject(ofObject),
  access: (s3, { Bucket, Key }) => [objectAccess(s3, 's3:DeleteObject', Bucket, Key)],
  run(s3, { Bucket, Key }) {
    s3.delete(Bucket, [Key]);
    return new Payload('', {}, 204);
  },
});
