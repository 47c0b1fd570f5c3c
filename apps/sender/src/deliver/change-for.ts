import { firstWaitMs } from '../due';
import type { HeldReason } from '../email';
import type { EmailChange } from '../email-change';
import type { Outcome } from './outcome-of';

/** How long SES is left alone. The quota is that of the last 24 hours, so some of it comes free all the time. */
const heldMs: Record<HeldReason, number> = {
  paced: 5_000,
  throttled: 10_000,
  paused: 5 * 60_000,
  quota: 10 * 60_000,
};

/** What to record of an outcome: the new state, and when something is to happen next, if anything is. */
export function changeFor(outcome: Outcome, now: Date): EmailChange {
  const after = (milliseconds: number) => new Date(now.getTime() + milliseconds);
  switch (outcome.status) {
    case 'sent':
      return { status: 'sent', messageId: outcome.messageId, due: undefined, error: undefined, heldReason: undefined };
    case 'held': {
      const { reason, error } = outcome;
      return { status: 'held', heldReason: reason, error, due: after(heldMs[reason]), attempt: undefined };
    }
    case 'queued':
      return {
        status: 'queued',
        error: outcome.error,
        queuedAt: now,
        due: after(firstWaitMs),
        attempt: undefined,
        heldReason: undefined,
      };
    case 'unknown':
      return { status: 'unknown', error: outcome.error, due: after(firstWaitMs), heldReason: undefined };
    case 'failed':
      return { status: 'failed', error: outcome.error, due: undefined, heldReason: undefined };
  }
}
