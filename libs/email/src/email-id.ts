import { randomBytes } from 'node:crypto';

/**
 * A new e-mail id: a UUIDv7 (RFC 9562), whose first 48 bits are the milliseconds of `now`, so that ids sort by time
 * down to the millisecond and are random within it. `random` returns that many random bytes.
 */
export function newEmailId(now: Date, random: (size: number) => Uint8Array = randomBytes): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(now.getTime(), 0, 6);
  bytes.set(random(10), 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return uuidText(bytes);
}

/** Sixteen bytes in the usual spelling of a UUID. */
export function uuidText(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text is spelled as a UUID, of any version and in any case. */
export function isUuid(text: string): boolean {
  return uuid.test(text);
}
