import type { Stream } from '@sesame/email';
import type { HeldReason } from './email';
import { cautiousRate, type SendingLimits } from './sending-limits';

/** What everybody who sends for a connection shares. Times are milliseconds since the epoch, and not whole. */
export type PaceState = {
  /** The time up to which the rate is given away. */
  next: number;
  limits?: SendingLimits | undefined;
};

/** A share of the rate: this stretch of time belongs to whoever took it. */
export type Lease = { next: number; until: number; rate: number };

export type PaceRequest = {
  stream: Stream;
  /** Of the message that is next; all of them belong to one lease. */
  recipients: number;
  /** Recipients that could be sent to soon, those of this message included. */
  wanted: number;
  /** No lease that begins later is of use. */
  latest: number;
};

export type PaceDecision =
  /** Take a lease for so many recipients, unless it would now begin later than `latest`. */
  | { do: 'reserve'; recipients: number; latest: number }
  /** Let transactional mail pass, and ask again then. */
  | { do: 'wait'; until: number }
  | { do: 'hold'; reason: Exclude<HeldReason, 'throttled'> };

/** A lease is at most so long, or one message. */
export const leaseMs = 200;
/** So late after its turn a message may still be sent, and no later. */
export const lateMs = 80;
/** Marketing takes nothing that begins later than this, so that transactional mail never waits for longer. */
export const marketingAheadMs = 200;
/** Where nobody waits, a lease of this much is taken even for less, so that what comes next need not ask. */
const idleLeaseMs = 20;
/** The quota frees itself all the time: what SES said of it is not held against anybody for longer. */
const quotaKnownMs = 10 * 60_000;

/** The part of a second, in milliseconds, that so many recipients take at a rate. */
export function costMs(recipients: number, rate: number): number {
  return (recipients * 1000) / rate;
}

export function rateOf({ limits }: PaceState): number {
  return limits?.rate ?? cautiousRate;
}

/**
 * What somebody who wants to send may do: a rate limiter (GCRA) whose theoretical arrival time is `next`. Leases follow one
 * another and never overlap, so whatever the order in which they are taken, no stretch of time holds more recipients than
 * the rate allows, but for one message. Transactional mail takes leases as far ahead as it likes; marketing only one that
 * begins at once, so it takes what the other leaves.
 *
 * @param readyAt when whoever asks can begin to send
 */
export function decidePace(state: PaceState, request: PaceRequest, readyAt: number): PaceDecision {
  const { stream, recipients, wanted, latest } = request;
  const { limits } = state;
  const rate = rateOf(state);
  if (limits && !limits.sendingEnabled) return { do: 'hold', reason: 'paused' };
  if (limits && isUsedUp(limits, readyAt)) return { do: 'hold', reason: 'quota' };

  const from = Math.max(state.next, readyAt);
  if (from > latest) return { do: 'hold', reason: 'paced' };
  const latestFrom = stream === 'marketing' ? Math.min(latest, readyAt + marketingAheadMs) : latest;
  if (from > latestFrom) return { do: 'wait', until: from - marketingAheadMs };

  const useful = from > readyAt ? wanted : Math.max(wanted, worth(idleLeaseMs, rate));
  const most = Math.min(useful, worth(leaseMs, rate));
  return { do: 'reserve', recipients: Math.max(recipients, most), latest: latestFrom };
}

/**
 * The turn of a message within a lease: the time from which it may be sent; nothing where it does not fit any more. What of a
 * lease nobody used in time is lost, so that it cannot be made up for by a burst.
 */
export function turnIn(lease: Lease, recipients: number, now: number): { at: number; rest: Lease } | undefined {
  const at = Math.max(lease.next, now - lateMs / 2);
  const next = at + costMs(recipients, lease.rate);
  return next > lease.until + rounding ? undefined : { at, rest: { ...lease, next } };
}

/** A thousandth of a millisecond, which is what sums of times lose. */
const rounding = 0.001;

function isUsedUp({ quota, sentLast24Hours, askedAt }: SendingLimits, now: number): boolean {
  return quota !== -1 && sentLast24Hours >= quota && now <= askedAt.getTime() + quotaKnownMs;
}

function worth(milliseconds: number, rate: number): number {
  return Math.floor((milliseconds * rate) / 1000);
}
