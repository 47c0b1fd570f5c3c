import * as z from 'zod';
import { operation } from '../operation';
import { readAccess } from './access';
import { objectAnswer } from './object-answer';
import { ofObject } from './request';
import type { S3 } from './s3';

/** Asks for the permission of GetObject: there is none of its own. */
export const headObject = operation<S3>()({
  name: 'HeadObject',
  documentation: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html',
  http: { method: 'HEAD', path: '/{Bucket}/{Key+}' },
  input: z.strictObject(ofObject),
  access: (s3, { Bucket, Key }) => readAccess(s3, Bucket, Key),
  run: (s3, { Bucket, Key }) => objectAnswer(s3, Bucket, Key),
});
