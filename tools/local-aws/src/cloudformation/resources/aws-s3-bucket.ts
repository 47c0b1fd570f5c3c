import * as z from 'zod';
import { region } from '../../account';
import { generatedName } from '../derived-ids';
import { name, tags } from '../property-values';
import { templateValue } from '../template';
import { resourceType } from './resource-type';

/** What would change how objects are kept or read (versions, life cycles, websites, replicas) is refused by name. */
export const s3Bucket = resourceType({
  type: 'AWS::S3::Bucket',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-s3-bucket.html',
  properties: z.strictObject({
    BucketName: name(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 63).exactOptional(),
    /** Encryption with S3's own keys asks for no permission of whoever calls. */
    BucketEncryption: z
      .strictObject({
        ServerSideEncryptionConfiguration: z.array(
          z.strictObject({
            ServerSideEncryptionByDefault: z.strictObject({
              SSEAlgorithm: z.literal('AES256', 'only AES256 is emulated'),
            }),
          }),
        ),
      })
      .exactOptional(),
    /** Both only narrow access that no policy here opens: for the public, and by access control lists. */
    PublicAccessBlockConfiguration: templateValue.exactOptional(),
    OwnershipControls: templateValue.exactOptional(),
    Tags: tags.exactOptional(),
  }),
  attributes: ['Arn', 'DomainName', 'RegionalDomainName'],
  claim: ({ BucketName }) => BucketName,
  apply({ BucketName }, { stackName, logicalId, services: { s3 } }) {
    const bucket = BucketName ?? generatedName(stackName, logicalId, 63).toLowerCase();
    s3.applyBucket(bucket);
    return {
      reference: bucket,
      attributes: {
        Arn: `arn:aws:s3:::${bucket}`,
        DomainName: `${bucket}.s3.amazonaws.com`,
        RegionalDomainName: `${bucket}.s3.${region}.amazonaws.com`,
      },
    };
  },
  remove: (bucket, { services: { s3 } }) => s3.removeBucket(bucket),
});
