import { createHash } from 'node:crypto';
import { uuidText } from './email-id';

/**
 * The id that a key always has: a UUIDv8 (RFC 9562) made of the SHA-256 of its text. So what has such an id is found by
 * it without an index, and has the same one again after it was removed and added.
 */
export function derivedId(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return uuidText(bytes);
}
