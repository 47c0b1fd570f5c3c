import type { Connection } from '@sesame/email';
import { indexShards } from './entry-key';

/** The sparse index of what SES's own list has yet to be told. */
export const unsyncedIndexName = 'unsynced';

/** What one person changed goes before what came in bulk: at one request a second, an import takes hours. */
export const lanes = ['prompt', 'bulk'] as const;

export type Lane = (typeof lanes)[number];

/** Where an entry stands in the index: its partition, and when its turn is. */
export type UnsyncedPlace = { unsynced_pk: string; unsynced_sk: string };

export function unsyncedPlace(
  { connection, id }: { connection: Connection; id: string },
  lane: Lane,
  due: Date,
): UnsyncedPlace {
  const shard = Number.parseInt(id.charAt(0), 16) % indexShards;
  return { unsynced_pk: partition(connection, lane, shard), unsynced_sk: `${due.toISOString()}#${id}` };
}

/** All partitions of one lane. */
export function unsyncedPartitions(connection: Connection, lane: Lane): string[] {
  return Array.from({ length: indexShards }, (_, shard) => partition(connection, lane, shard));
}

function partition(connection: Connection, lane: Lane, shard: number): string {
  return `${connection}#unsynced#${lane}#${shard}`;
}
