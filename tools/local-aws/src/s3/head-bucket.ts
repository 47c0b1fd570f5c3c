import * as z from 'zod';
import { region } from '../account';
import { AwsError } from '../aws-error';
import { operation } from '../operation';
import { Payload } from '../protocols/protocol';
import { bucketAccess } from './access';
import { inBucket } from './request';
import type { S3 } from './s3';

export const headBucket = operation<S3>()({
  name: 'HeadBucket',
  documentation: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html',
  http: { method: 'HEAD', path: '/{Bucket}' },
  input: z.strictObject(inBucket),
  access: (s3, { Bucket }) => [bucketAccess(s3, 's3:ListBucket', Bucket)],
  run(s3, { Bucket }) {
    if (!s3.exists(Bucket)) throw new AwsError('NotFound', 'The specified bucket does not exist', 404);
    return new Payload('', { 'x-amz-bucket-region': region });
  },
});
