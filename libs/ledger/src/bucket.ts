import type { Connection } from '@sesame/email';
import type { Fact } from './fact';

const shards = 4;
const dayMs = 24 * 60 * 60 * 1000;
/** As long as somebody may still open a message and be believed about when. */
const believedAfterSendingMs = 366 * dayMs;
/** A bucket closes a day before the first of its facts may go, so that no recount ever misses one. */
const closedBeforeExpiryDays = 1;
/**
 * For no longer a bucket is counted, even where facts are kept for longer: those of before somebody said so may be gone.
 */
const openForDays = 90;
const minuteLength = 'yyyy-mm-ddThh:mm'.length;

/** All facts that count in one minute of UTC, such as `2026-11-22T12:00`. */
export type Bucket = { connection: Connection; minute: string };

/**
 * When a fact counts. That is when it happened, believed from the sending of the message on and for a year: a provider's
 * wrong clock moves nothing to where nobody looks. What is told of a message once, its first open, its first click and its
 * unsubscribe, counts when the message was sent, and so against what was sent then.
 */
export function countedAt({ time, sentAt, details: { type } }: Pick<Fact, 'time' | 'sentAt' | 'details'>): Date {
  if (type === 'first-open' || type === 'first-click' || type === 'unsubscribe') return sentAt;
  const earliest = sentAt.getTime();
  return new Date(Math.min(Math.max(time.getTime(), earliest), earliest + believedAfterSendingMs));
}

/** The bucket that a fact counts in. */
export function bucketOf(fact: Fact): Bucket {
  return { connection: fact.connection, minute: minuteOf(countedAt(fact)) };
}

/** The minute of UTC, such as `2026-11-22T12:00`. */
export function minuteOf(time: Date): string {
  return time.toISOString().slice(0, minuteLength);
}

/**
 * Whether a bucket may still be counted: facts are kept for so many days after they count, so that the oldest may be
 * without some that were counted before. At most for 89 days, so that they may be kept for longer from some day on.
 */
export function isOpen({ minute }: Pick<Bucket, 'minute'>, now: Date, keptForDays: number): boolean {
  const openFor = Math.min(keptForDays, openForDays) - closedBeforeExpiryDays;
  return Date.parse(`${minute}Z`) > now.getTime() - openFor * dayMs;
}

/** The partitions of the ledger that hold a bucket. */
export function partitionsOf(bucket: Bucket): string[] {
  return Array.from({ length: shards }, (_, shard) => partitionOf(bucket, shard));
}

/** The partition for the fact of this id. */
export function partitionFor(bucket: Bucket, id: string): string {
  return partitionOf(bucket, Number.parseInt(id.slice(-1), 16) % shards);
}

function partitionOf({ connection, minute }: Bucket, shard: number): string {
  return `${connection}#${minute}#${shard}`;
}
