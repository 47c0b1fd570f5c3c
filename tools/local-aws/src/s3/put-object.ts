import * as z from 'zod';
import { AwsError } from '../aws-error';
import { operation } from '../operation';
import { Payload } from '../protocols/protocol';
import { objectAccess } from './access';
import { ofObject } from './request';
import type { S3 } from './s3';
import { readUploadHeaders } from './upload-headers';
import { crc32Of, uploadedBody } from './uploaded-body';

/** Uploads in one piece. Of several parts (above 5 MB in the SDK's Upload) is none that Sesame deploys, and they are refused. */
export const putObject = operation<S3>()({
  name: 'PutObject',
  documentation: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html',
  http: { method: 'PUT', path: '/{Bucket}/{Key+}' },
  input: z.strictObject(ofObject),
  access: (s3, { Bucket, Key }) => [objectAccess(s3, 's3:PutObject', Bucket, Key)],
  run(s3, { Bucket, Key, Headers, Payload: payload }) {
    const said = readUploadHeaders(Headers);
    const body = uploadedBody(Headers, payload);
    if (Headers['if-none-match'] === '*' && s3.has(Bucket, Key))
      throw new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412);
    const { etag } = s3.put(Bucket, { key: Key, body, ...said });
    return new Payload('', { etag, 'x-amz-checksum-crc32': crc32Of(body) });
  },
});
