import * as z from 'zod';
import { resourcePolicy } from '../policy-document';
import { resourceType } from './resource-type';

export const s3BucketPolicy = resourceType({
  type: 'AWS::S3::BucketPolicy',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-s3-bucketpolicy.html',
  properties: z.strictObject({ Bucket: z.string(), PolicyDocument: resourcePolicy }),
  attributes: [],
  claim: ({ Bucket }) => Bucket,
  apply({ Bucket, PolicyDocument }, { services: { s3 } }) {
    if (!s3.exists(Bucket)) throw new Error(`the bucket ${Bucket} does not exist`);
    s3.setPolicy(Bucket, PolicyDocument);
    return { reference: Bucket, attributes: {} };
  },
  remove: (bucket, { services: { s3 } }) => s3.setPolicy(bucket, undefined),
});
