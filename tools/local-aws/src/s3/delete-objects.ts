import { XMLParser } from 'fast-xml-parser';
import * as z from 'zod';
import { AwsError } from '../aws-error';
import { operation } from '../operation';
import { objectAccess } from './access';
import { inBucket } from './request';
import type { S3 } from './s3';
import { uploadedBody } from './uploaded-body';

const xml = new XMLParser({ isArray: (name) => name === 'Object', parseTagValue: false, ignoreAttributes: true });
const request = z.object({
  Delete: z.object({
    Object: z.array(z.object({ Key: z.string() })).max(1000),
    Quiet: z.enum(['true', 'false']).optional(),
  }),
});

/** AWS answers refused keys one by one; here a request with one that may not be deleted is refused whole. */
export const deleteObjects = operation<S3>()({
  name: 'DeleteObjects',
  documentation: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html',
  http: { method: 'POST', path: '/{Bucket}', query: 'delete' },
  input: z
    .strictObject({ ...inBucket, delete: z.string() })
    .transform(({ Bucket, Headers, Payload }) => ({ Bucket, ...keysIn(uploadedBody(Headers, Payload)) })),
  access: (s3, { Bucket, keys }) => keys.map((key) => objectAccess(s3, 's3:DeleteObject', Bucket, key)),
  run(s3, { Bucket, keys, quiet }) {
    s3.delete(Bucket, keys);
    return { DeleteResult: quiet ? '' : { Deleted: keys.map((Key) => ({ Key })) } };
  },
});

function keysIn(body: Buffer): { keys: string[]; quiet: boolean } {
  const parsed = request.safeParse(xml.parse(body.toString()));
  if (!parsed.success)
    throw new AwsError('MalformedXML', 'The XML you provided was not well-formed or did not validate.');
  const { Object: objects, Quiet } = parsed.data.Delete;
  return { keys: objects.map(({ Key }) => Key), quiet: Quiet === 'true' };
}
