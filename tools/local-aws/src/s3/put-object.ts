import * as z from 'zod';
import { operation } from '../operation';
import { Payload } from '../protocols/protocol';
import { objectAccess } from './access';
import { ofObject } from './request';
import type { S3 } from './s3';
import { crc32Of, uploadedBody } from './uploaded-body';

const metadataPrefix = 'x-amz-meta-';

/** Uploads in one piece. Of several parts (above 5 MB in the SDK's Upload) is none that Sesame deploys, and they are refused. */
export const putObject = operation<S3>()({
  name: 'PutObject',
  documentation: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html',
  http: { method: 'PUT', path: '/{Bucket}/{Key+}' },
  input: z.strictObject(ofObject),
  access: (s3, { Bucket, Key }) => [objectAccess(s3, 's3:PutObject', Bucket, Key)],
  run(s3, { Bucket, Key, Headers, Payload: payload }) {
    const body = uploadedBody(Headers, payload);
    const metadata = Object.entries(Headers).flatMap(([name, value]) =>
      name.startsWith(metadataPrefix) && value !== undefined ? [[name.slice(metadataPrefix.length), value]] : [],
    );
    const { etag } = s3.put(Bucket, {
      key: Key,
      body,
      contentType: Headers['content-type'] ?? 'binary/octet-stream',
      metadata: Object.fromEntries(metadata) as Record<string, string>,
    });
    return new Payload('', { etag, 'x-amz-checksum-crc32': crc32Of(body) });
  },
});
