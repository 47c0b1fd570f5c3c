import * as z from 'zod';
import { resourcePolicy } from '../policy-document';
import { calls } from './calls';
import { resourceType } from './resource-type';

export const s3BucketPolicy = resourceType({
  type: 'AWS::S3::BucketPolicy',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-s3-bucketpolicy.html',
  properties: z.strictObject({ Bucket: z.string(), PolicyDocument: resourcePolicy }),
  attributes: [],
  claim: ({ Bucket }) => Bucket,
  calls: {
    create: ({ Bucket }) => calls('s3', ['GetBucketPolicy', 'PutBucketPolicy'], `arn:aws:s3:::${Bucket}`),
    remove: (bucket) => calls('s3', ['DeleteBucketPolicy'], `arn:aws:s3:::${bucket}`),
  },
  apply({ Bucket, PolicyDocument }, { services: { s3 } }) {
    if (!s3.exists(Bucket)) throw new Error(`the bucket ${Bucket} does not exist`);
    s3.setPolicy(Bucket, PolicyDocument);
    return { reference: Bucket, attributes: {} };
  },
  remove: (bucket, { services: { s3 } }) => s3.setPolicy(bucket, undefined),
});
