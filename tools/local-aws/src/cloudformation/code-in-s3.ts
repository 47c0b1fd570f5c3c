import type { S3 } from '../s3/s3';
import type { CodeFolder } from './resources/resource-type';
import { unpackCode } from './unpack-code';

/** The code of functions as Lambda finds it: a zip in the embedded S3. */
export function codeInS3(s3: S3, codeCacheFolder: string): CodeFolder {
  return (s3Key, s3Bucket) => {
    const object = s3.get(s3Bucket, s3Key);
    if (!object)
      throw new Error(
        `Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: there is no s3://${s3Bucket}/${s3Key}`,
      );
    return unpackCode(object.body, codeCacheFolder);
  };
}
