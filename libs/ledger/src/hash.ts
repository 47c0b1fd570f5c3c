import { hash } from 'node:crypto';
import { matchingAddress, type Connection } from '@sesame/email';

const characters = 22;

/** The first 132 bits of the SHA-256, in 22 characters: short enough for an item, and too long for two to meet. */
export function shortHash(...parts: string[]): string {
  return hash('sha256', JSON.stringify(parts), 'base64url').slice(0, characters);
}

/**
 * How the ledger names a recipient: one name for every spelling of an address, another one on another connection. It is
 * a pseudonym, since who has an address can make its hash; but who reads the ledger learns no addresses.
 */
export function recipientHash(connection: Connection, address: string): string {
  return shortHash('recipient', connection, matchingAddress(address));
}
