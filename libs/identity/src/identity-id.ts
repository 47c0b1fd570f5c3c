import { createHash } from 'node:crypto';
import { uuidText, type Connection } from '@sesame/email';
import { identityName } from './identity';

/**
 * The id under which the API speaks of an identity: a UUIDv8 (RFC 9562) made of the SHA-256 of whose it is and its name. So
 * one that was removed and verified again has the id it had.
 */
export function identityId(connection: Connection, name: string): string {
  const bytes = createHash('sha256')
    .update(`${connection}#identity#${identityName(name)}`)
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return uuidText(bytes);
}
