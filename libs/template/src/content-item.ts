import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { streams } from '@sesame/email';
import * as z from 'zod/mini';
import type { TemplateContent } from './template';

/** Below DynamoDB's 400 KB an item, keys included. 500,000 bytes of HTML with its pictures inside as base64 still fit. */
export const mostPackedBytes = 395_000;

const variable = z.object({
  key: z.string(),
  type: z.enum(['string', 'number', 'boolean', 'list', 'object']),
  fallback_value: z.unknown(),
  created_at: z.string(),
  updated_at: z.string(),
});

const content = z.object({
  subject: z.optional(z.string()),
  html: z.optional(z.string()),
  text: z.optional(z.string()),
  from: z.optional(z.string()),
  replyTo: z.array(z.string()),
  stream: z.optional(z.enum(streams)),
  variables: z.array(variable),
});

/** The content as its item holds it. Contents are saved rarely and read often, so they are compressed well. */
export function packTemplate({ subject, html, text, from, replyTo, stream, variables }: TemplateContent): Uint8Array {
  const json = Buffer.from(JSON.stringify({ subject, html, text, from, replyTo, stream, variables }));
  return brotliCompressSync(json, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: json.length },
  });
}

export function unpackTemplate(packed: Uint8Array): TemplateContent {
  return content.parse(JSON.parse(brotliDecompressSync(packed).toString('utf8')));
}
