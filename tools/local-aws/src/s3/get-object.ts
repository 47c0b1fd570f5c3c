import * as z from 'zod';
import { operation } from '../operation';
import { readAccess } from './access';
import { objectAnswer } from './object-answer';
import { ofObject } from './request';
import { overriddenHeaders, responseOverrides } from './response-overrides';
import type { S3 } from './s3';

/** Whole objects only: a `Range` is not honoured, which HTTP allows, nor is a condition such as `If-None-Match`. */
export const getObject = operation<S3>()({
  name: 'GetObject',
  documentation: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html',
  http: { method: 'GET', path: '/{Bucket}/{Key+}' },
  input: z.strictObject({ ...ofObject, ...responseOverrides }),
  access: (s3, { Bucket, Key }) => readAccess(s3, Bucket, Key),
  run: (s3, { Bucket, Key, Headers: _headers, Payload: _payload, ...query }) =>
    objectAnswer(s3, Bucket, Key, overriddenHeaders(query)),
});
