import { firstWaitMs } from '../due';
import type { Email } from '../email';

const longestWaitMs = 15 * 60_000;

export type DueDecision =
  /** Enqueue it again, and look again at `due`. A held e-mail is `queued` from now on. */
  | { do: 'enqueue'; due: Date; because: 'still-queued' | 'held-long-enough' }
  /** It was claimed longer ago than a delivery can take: whether it was sent is not known. */
  | { do: 'declare-unknown' }
  | { do: 'leave'; because: 'not-due' | 'final' };

/**
 * What is to happen to an e-mail now. One that stays queued is enqueued after a minute, then after two, four and so on up to
 * fifteen: each time it waits a minute longer than it has waited since it was queued.
 */
export function whatIsDue(
  { status, due, queuedAt }: Pick<Email, 'status' | 'due' | 'queuedAt'>,
  now: Date,
): DueDecision {
  if (!due) return { do: 'leave', because: 'final' };
  if (due > now) return { do: 'leave', because: 'not-due' };
  const after = (milliseconds: number) => new Date(now.getTime() + milliseconds);

  switch (status) {
    case 'queued': {
      const waited = Math.max(0, now.getTime() - queuedAt.getTime());
      return { do: 'enqueue', due: after(Math.min(waited + firstWaitMs, longestWaitMs)), because: 'still-queued' };
    }
    case 'held':
      return { do: 'enqueue', due: after(firstWaitMs), because: 'held-long-enough' };
    case 'sending':
      return { do: 'declare-unknown' };
    case 'sent':
    case 'unknown':
    case 'failed':
    case 'suppressed':
      return { do: 'leave', because: 'final' };
  }
}
