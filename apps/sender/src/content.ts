import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import * as z from 'zod/mini';
import type { Content } from './email';

/** Below DynamoDB's 400 KB an item, with room for the other attributes. */
const chunkBytes = 350 * 1024;
/** Each kilobyte less is a write unit less, which is dearer than the time; a higher quality takes more of it for hardly a byte. */
const quality = 5;

const contentSchema = z.object({ html: z.optional(z.string()), text: z.optional(z.string()) });

/** The content as it is stored: compressed, and in chunks that each fit an item. */
export function packContent({ html, text }: Content): Uint8Array[] {
  const json = Buffer.from(JSON.stringify({ html, text }));
  const packed = brotliCompressSync(json, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: json.length },
  });
  const count = Math.ceil(packed.length / chunkBytes);
  return Array.from({ length: count }, (_, n) => packed.subarray(n * chunkBytes, (n + 1) * chunkBytes));
}

/** The content back from all its chunks, in their order. */
export function unpackContent(chunks: readonly Uint8Array[]): Content {
  return contentSchema.parse(JSON.parse(brotliDecompressSync(Buffer.concat(chunks)).toString('utf8')));
}
