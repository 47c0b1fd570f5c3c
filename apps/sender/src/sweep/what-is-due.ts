import { firstWaitMs } from '../due';
import type { Email } from '../email';
import { scheduleOf } from '../schedule-of';

const longestWaitMs = 15 * 60_000;
/** So long events of SES can reasonably take; after that nobody expects one, though one that comes is still believed. */
const confirmationMs = 15 * 60_000;
const lastLookMs = 24 * 60 * 60_000;

export type DueDecision =
  /** Enqueue it, to be seen after `wait`, and look again at `due`. A held e-mail is `queued` from now on. */
  | {
      do: 'enqueue';
      due: Date;
      wait?: { seconds: number } | undefined;
      because: 'still-queued' | 'held-long-enough' | 'its-time-comes';
    }
  /**
   * Nobody recorded what SES answered: whatever the ledger holds of it says that it was sent. If there is nothing, it is
   * `otherwise`, and is looked at again at `due`, if ever.
   */
  | { do: 'settle'; otherwise: 'unknown' | 'failed'; due: Date | undefined }
  /** Its delivery may still be at work: look again at `due`. */
  | { do: 'wait'; due: Date }
  | { do: 'leave'; because: 'not-due' | 'final' };

type WhatDecides = Pick<Email, 'status' | 'due' | 'queuedAt' | 'claimedAt' | 'scheduledAt'>;

/**
 * What is to happen to an e-mail now. A scheduled one is enqueued shortly before its time, with the delay that is left. One
 * that stays queued (or scheduled, after its time) is enqueued after a minute, then after two, four and so on up to fifteen:
 * each time it waits a minute longer than it has waited since it was queued. One that was claimed is let alone for a minute, in
 * which its delivery may be at work, and is looked for in the ledger after 1, 2, 4, 8 and 15 minutes; then it has failed, and is
 * looked for until a day is over.
 */
export function whatIsDue(
  { status, due, queuedAt, claimedAt = queuedAt, scheduledAt = queuedAt }: WhatDecides,
  now: Date,
): DueDecision {
  if (!due) return { do: 'leave', because: 'final' };
  if (due > now) return { do: 'leave', because: 'not-due' };
  const after = (milliseconds: number) => new Date(now.getTime() + milliseconds);
  const since = (time: Date) => Math.max(0, now.getTime() - time.getTime());

  switch (status) {
    case 'scheduled': {
      const isToCome = scheduledAt >= now;
      const next = isToCome ? scheduleOf(scheduledAt, now) : { due: after(nextWaitMs(since(scheduledAt))) };
      return { do: 'enqueue', ...next, because: 'its-time-comes' };
    }
    case 'queued':
      return { do: 'enqueue', due: after(nextWaitMs(since(queuedAt))), because: 'still-queued' };
    case 'held':
      return { do: 'enqueue', due: after(firstWaitMs), because: 'held-long-enough' };
    case 'sending': {
      // A claim leaves the time as it was, which is that of an e-mail that stays queued.
      const abandoned = new Date(claimedAt.getTime() + firstWaitMs);
      return now < abandoned ? { do: 'wait', due: abandoned } : settlement(claimedAt, now);
    }
    case 'unknown':
    case 'failed':
      return settlement(claimedAt, now);
    case 'sent':
    case 'suppressed':
    case 'canceled':
      return { do: 'leave', because: 'final' };
  }
}

function nextWaitMs(waited: number): number {
  return Math.min(waited + firstWaitMs, longestWaitMs);
}

/** Each time it is waited for as long as it has been waited for already. */
function settlement(claimedAt: Date, now: Date): DueDecision {
  const waited = now.getTime() - claimedAt.getTime();
  const next = (endMs: number) =>
    new Date(Math.min(now.getTime() + Math.max(waited, firstWaitMs), claimedAt.getTime() + endMs));
  if (waited < confirmationMs) return { do: 'settle', otherwise: 'unknown', due: next(confirmationMs) };
  return { do: 'settle', otherwise: 'failed', due: waited < lastLookMs ? next(lastLookMs) : undefined };
}
