// What attachments need of S3, in a module of its own that is loaded when it is needed: of a package that is loaded so itself, the
// bundle holds everything.
export { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
export { getSignedUrl } from '@aws-sdk/s3-request-presigner';
