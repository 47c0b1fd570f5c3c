import * as z from 'zod';
import { region } from '../../account';
import { generatedName } from '../derived-ids';
import type { ExpirationRule } from '../../s3/s3';
import { flag, name, tags, text, wholeNumber } from '../property-values';
import { calls } from './calls';
import { resourceType } from './resource-type';

/** Days after which objects go. Parts of uploads and versions that are no longer current do not exist here. */
const lifecycleRule = z.strictObject({
  Id: text.exactOptional(),
  Status: z.enum(['Enabled', 'Disabled']),
  Prefix: z.string().exactOptional(),
  ExpirationInDays: wholeNumber(1, 100_000).exactOptional(),
  AbortIncompleteMultipartUpload: z.strictObject({ DaysAfterInitiation: wholeNumber(1, 100_000) }).exactOptional(),
  NoncurrentVersionExpiration: z.strictObject({ NoncurrentDays: wholeNumber(1, 100_000) }).exactOptional(),
});

/** What else would change how objects are kept or read (websites, replicas, locks, notifications) is refused by name. */
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
    /** Both only narrow what nothing here opens: no request without a signature is let in, and there are no access control lists. */
    PublicAccessBlockConfiguration: z
      .strictObject({
        BlockPublicAcls: flag.exactOptional(),
        BlockPublicPolicy: flag.exactOptional(),
        IgnorePublicAcls: flag.exactOptional(),
        RestrictPublicBuckets: flag.exactOptional(),
      })
      .exactOptional(),
    OwnershipControls: z
      .strictObject({
        Rules: z.array(
          z.strictObject({
            ObjectOwnership: z.enum(['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter']),
          }),
        ),
      })
      .exactOptional(),
    LifecycleConfiguration: z.strictObject({ Rules: z.array(lifecycleRule).min(1) }).exactOptional(),
    /** Taken, but no earlier version is kept: an operation that names or lists versions is refused. */
    VersioningConfiguration: z.strictObject({ Status: z.enum(['Enabled', 'Suspended']) }).exactOptional(),
    Tags: tags.exactOptional(),
  }),
  attributes: ['Arn', 'DomainName', 'RegionalDomainName'],
  claim: ({ BucketName }) => BucketName,
  calls: {
    create: (properties, { stackName, logicalId, tagged }) =>
      calls(
        's3',
        ['CreateBucket', ...settingsOf(properties), tagged && 'PutBucketTagging'],
        bucketArn(properties.BucketName ?? generatedName(stackName, logicalId, 63).toLowerCase()),
      ),
    update: (properties, { stackName, logicalId }) =>
      calls(
        's3',
        settingsOf(properties),
        bucketArn(properties.BucketName ?? generatedName(stackName, logicalId, 63).toLowerCase()),
      ),
    remove: (bucket) => calls('s3', ['DeleteBucket'], bucketArn(bucket)),
  },
  apply({ BucketName, LifecycleConfiguration }, { stackName, logicalId, services: { s3 } }) {
    const bucket = BucketName ?? generatedName(stackName, logicalId, 63).toLowerCase();
    s3.applyBucket(bucket);
    s3.setExpiration(bucket, expirationOf(LifecycleConfiguration?.Rules ?? []));
    return {
      reference: bucket,
      attributes: {
        Arn: bucketArn(bucket),
        DomainName: `${bucket}.s3.amazonaws.com`,
        RegionalDomainName: `${bucket}.s3.${region}.amazonaws.com`,
      },
    };
  },
  remove: (bucket, { services: { s3 } }) => s3.removeBucket(bucket),
});

function expirationOf(rules: z.infer<typeof lifecycleRule>[]): ExpirationRule[] {
  return rules.flatMap(({ Status, Prefix: prefix = '', ExpirationInDays: days }) =>
    Status === 'Enabled' && days !== undefined ? [{ prefix, days }] : [],
  );
}

const callsOfSettings = {
  BucketEncryption: 'PutEncryptionConfiguration',
  PublicAccessBlockConfiguration: 'PutBucketPublicAccessBlock',
  OwnershipControls: 'PutBucketOwnershipControls',
  LifecycleConfiguration: 'PutLifecycleConfiguration',
  VersioningConfiguration: 'PutBucketVersioning',
};

function settingsOf(properties: object): string[] {
  return Object.entries(callsOfSettings).flatMap(([setting, call]) => (setting in properties ? [call] : []));
}

function bucketArn(bucket: string): string {
  return `arn:aws:s3:::${bucket}`;
}
