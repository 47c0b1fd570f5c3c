import { createHash } from 'node:crypto';
import type { StoredBytes } from './attachment';

/** How many bytes these are, and which. */
export function storedBytesOf(content: Uint8Array): StoredBytes {
  return { size: content.length, digest: createHash('sha256').update(content).digest('hex') };
}
