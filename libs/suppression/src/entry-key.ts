import { createHash } from 'node:crypto';
import { derivedId, matchingAddress, streams, type Connection, type Stream } from '@sesame/email';
import { markTime } from './fact-mark';
import type { Scope, SoftBounce } from './suppression-fact';

/** Where the entry of one address stands in the table. */
export type EntryKey = { pk: string; sk: 'entry' };

/** Where one soft bounce stands, beside the entry of its address. */
export type SoftBounceKey = { pk: string; sk: `soft#${string}` };

/** Under how many partitions the index by id is spread. */
export const indexShards = 4;

/**
 * The key of an address. It holds a hash of it, so that an entry can outlive what is known of the person and still be found
 * with the address.
 */
export function entryKey(connection: Connection, scope: Scope, address: string): EntryKey {
  return { pk: `${connection}#${scope}#${addressHash(address)}`, sk: 'entry' };
}

/** One name for every spelling of an address: the SHA-256 of its matching form, base64url. */
function addressHash(address: string): string {
  return createHash('sha256').update(matchingAddress(address)).digest('base64url');
}

/** The stream whose mail alone an entry suppresses; `undefined` for an entry for all mail. */
export function streamOf({ pk }: Pick<EntryKey, 'pk'>): Stream | undefined {
  return streams.find((stream) => stream === pk.split('#')[1]);
}

/** The key of a soft bounce: the same whenever it is told, since its sort key is `soft#<time>#<feedbackId>`. */
export function softBounceKey({ connection, scope, address, time, feedbackId }: SoftBounce): SoftBounceKey {
  const { pk } = entryKey(connection, scope, address);
  return { pk, sk: `soft#${markTime(time)}#${encodeURIComponent(feedbackId.toWellFormed())}` };
}

/**
 * The id of an entry, derived from its key. So the id does not depend on which fact came first, and an address that was
 * removed and added again has the id it had.
 */
export function entryId({ pk }: Pick<EntryKey, 'pk'>): string {
  return derivedId(pk);
}

/** The id that an address has on the list for all mail, whether it is on it or not. */
export function suppressionId(connection: Connection, address: string): string {
  return entryId(entryKey(connection, 'all', address));
}

/** The partition of the index `by-id` that holds this id. */
export function indexPartition(connection: Connection, id: string): string {
  return partitionOfShard(connection, Number.parseInt(id.charAt(0), 16) % indexShards);
}

/** All partitions of the index `by-id` of one connection. */
export function indexPartitions(connection: Connection): string[] {
  return Array.from({ length: indexShards }, (_, shard) => partitionOfShard(connection, shard));
}

function partitionOfShard(connection: Connection, shard: number): string {
  return `${connection}#${shard}`;
}
