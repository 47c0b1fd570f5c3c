import type { Connection } from '@sesame/email';

const shards = 16;
const recentShards = 4;

/** After this long an e-mail that is still queued is enqueued again, and one that is still being sent is not known. */
export const firstWaitMs = 60_000;

/** The key of the index `due`: sixteen shards by the id, and in each the order of time. */
export function dueKey(connection: Connection, id: string, due: Date): { due_pk: string; due_sk: string } {
  return { due_pk: duePartition(connection, shardOf(id)), due_sk: `${due.toISOString()}#${id}` };
}

/** Every partition of the index `due`. */
export function duePartitions(connection: Connection): string[] {
  return Array.from({ length: shards }, (_, shard) => duePartition(connection, shard));
}

/** The time in a sort key of the index `due`. */
export function dueTimeOf(sortKey: string): Date {
  return new Date(sortKey.slice(0, sortKey.indexOf('#')));
}

/** The key of the index `recent`: four shards a day (UTC), and in each the order of ids, which is that of time. */
export function recentKey(
  connection: Connection,
  id: string,
  createdAt: Date,
): { recent_pk: string; recent_sk: string } {
  const day = createdAt.toISOString().slice(0, 10);
  return { recent_pk: recentPartition(connection, day, shardOf(id) % recentShards), recent_sk: id };
}

/** Every partition of the index `recent` for a UTC day such as `2026-11-22`. */
export function recentPartitions(connection: Connection, day: string): string[] {
  return Array.from({ length: recentShards }, (_, shard) => recentPartition(connection, day, shard));
}

function recentPartition(connection: Connection, day: string, shard: number): string {
  return `${connection}#${day}#${shard}`;
}

function duePartition(connection: Connection, shard: number): string {
  return `${connection}#due#${shard}`;
}

/** The end of an id is random, which its beginning is not. */
function shardOf(id: string): number {
  return Number.parseInt(id.slice(-1), shards);
}
