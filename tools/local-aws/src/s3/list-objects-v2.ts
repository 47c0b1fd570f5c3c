import * as z from 'zod';
import { operation } from '../operation';
import { bucketAccess } from './access';
import { inBucket } from './request';
import type { S3 } from './s3';

const opaque = (key: string) => Buffer.from(key).toString('base64');
const clear = (token: string) => Buffer.from(token, 'base64').toString();

export const listObjectsV2 = operation<S3>()({
  name: 'ListObjectsV2',
  documentation: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html',
  http: { method: 'GET', path: '/{Bucket}', query: 'list-type' },
  input: z.strictObject({
    ...inBucket,
    'list-type': z.literal('2'),
    prefix: z.string().default(''),
    'max-keys': z.coerce.number().int().min(1).max(1000).default(1000),
    'continuation-token': z.string().optional(),
    'start-after': z.string().default(''),
  }),
  access: (s3, { Bucket, prefix }) => [bucketAccess(s3, 's3:ListBucket', Bucket, { 's3:prefix': prefix })],
  run(s3, { Bucket, prefix, 'max-keys': limit, 'continuation-token': token, 'start-after': startAfter }) {
    const after = token === undefined ? startAfter : clear(token);
    const found = s3.list(Bucket, { prefix, after, limit: limit + 1 });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      ListBucketResult: {
        Name: Bucket,
        Prefix: prefix,
        KeyCount: page.length,
        MaxKeys: limit,
        IsTruncated: found.length > limit,
        ...(found.length > limit && last && { NextContinuationToken: opaque(last.key) }),
        Contents: page.map(({ key, size, etag, modifiedAt }) => ({
          Key: key,
          LastModified: new Date(modifiedAt).toISOString(),
          ETag: etag,
          Size: size,
          StorageClass: 'STANDARD',
        })),
      },
    };
  },
});
