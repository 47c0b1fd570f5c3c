import * as z from 'zod';
import { operation } from '../operation';
import { objectAccess } from './access';
import { objectAnswer } from './object-answer';
import { ofObject } from './request';
import type { S3 } from './s3';

export const getObject = operation<S3>()({
  name: 'GetObject',
  documentation: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html',
  http: { method: 'GET', path: '/{Bucket}/{Key+}' },
  input: z.strictObject(ofObject),
  access: (s3, { Bucket, Key }) => [objectAccess(s3, 's3:GetObject', Bucket, Key)],
  run: (s3, { Bucket, Key }) => objectAnswer(s3, Bucket, Key),
});
