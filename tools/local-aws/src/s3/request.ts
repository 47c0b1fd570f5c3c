import * as z from 'zod';

/** What every request to S3 brings: its headers, by names in lower case, and its body as it came. */
export const requestParts = {
  Headers: z.record(z.string(), z.string().optional()),
  Payload: z.instanceof(Buffer),
  /** The SDK's own name for the operation; S3 ignores it. */
  'x-id': z.string().optional(),
};

export const inBucket = { ...requestParts, Bucket: z.string() };
export const ofObject = { ...inBucket, Key: z.string() };
