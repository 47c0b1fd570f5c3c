import { AwsError } from '../aws-error';
import type { Clock } from '../clock';
import type { AccountSettings } from './account-settings';

/** What the account may still send. Both of its limits count recipients and not messages. */
export interface SendLimits {
  /** Recipients of the last 24 hours, as the daily quota counts them: without the mailbox simulator. */
  sentLast24Hours(): number;
  /** Throws SES's refusal unless both limits leave room for this message. */
  requireRoom(share: Share): void;
  /** Takes a message's share, for which there is room. */
  take(share: Share): void;
}

/** Recipients of one message: all of them, and those that the daily quota counts. */
export interface Share {
  all: number;
  counted: number;
}

/** Recipients that were taken, and when. */
export interface Sent {
  at: number;
  recipients: number;
}

const dayMs = 24 * 60 * 60 * 1000;
/** Up to a second's worth may come at once. SES lets the rate be exceeded "for short bursts"; how far is unverified. */
const burstMs = 1000;

/**
 * The send rate and the quota of 24 hours of an account; `sent` is what it has sent before, oldest first.
 *
 * The texts are SES's (AWS documentation: "Errors related to the sending quotas"). Unverified are the exception that tells
 * of the quota (here the one of the rate, so that a caller who does not read the text errs here too), that a message with
 * more recipients than the rate is taken when nothing is owed, and that a refused message takes no share.
 */
export function createSendLimits(
  clock: Pick<Clock, 'now'>,
  { maxSendRate, max24HourSend }: Pick<AccountSettings, 'maxSendRate' | 'max24HourSend'>,
  sent: Sent[] = [],
): SendLimits {
  let window = sent;
  let total = sent.reduce((sum, { recipients }) => sum + recipients, 0);
  let first = 0;
  /** When everything taken so far is paid for at the allowed rate (GCRA's theoretical arrival time). */
  let paidAt = 0;

  const forgetBefore = (since: number) => {
    for (let oldest = window[first]; oldest && oldest.at <= since; oldest = window[++first]) total -= oldest.recipients;
    if (first <= 10_000) return;
    window = window.slice(first);
    first = 0;
  };

  return {
    sentLast24Hours() {
      forgetBefore(clock.now() - dayMs);
      return total;
    },
    requireRoom({ all, counted }) {
      const now = clock.now();
      forgetBefore(now - dayMs);
      if (max24HourSend !== -1 && total + counted > max24HourSend)
        throw new AwsError('TooManyRequestsException', 'Daily message quota exceeded.', 429);
      const costMs = (all * 1000) / maxSendRate;
      if (Math.max(paidAt - now, 0) + costMs > Math.max(burstMs, costMs))
        throw new AwsError('TooManyRequestsException', 'Maximum sending rate exceeded.', 429);
    },
    take({ all, counted }) {
      const now = clock.now();
      paidAt = Math.max(paidAt, now) + (all * 1000) / maxSendRate;
      total += counted;
      if (counted > 0) window.push({ at: now, recipients: counted });
    },
  };
}
