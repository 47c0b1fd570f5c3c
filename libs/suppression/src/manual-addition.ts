import { splitExpiry, withExpiry } from './expiry-mark';
import { markOfFact, timeOfMark, type FactMark } from './fact-mark';
import { additionTime, isLive, type SuppressionState } from './suppression-state';

/** What a person wants: an address on the list from now on, for good or until a time. */
export type Wish = { address: string; now: Date; expiresAt?: Date };

export type ManualAddition =
  /** The entry says so already. */
  { decision: 'keep'; reason: 'same-wish' } | { decision: 'write'; reason: 'new-wish'; mark: FactMark };

/**
 * What a person's wish does to an entry. The newest wish counts, so it may end sooner or later than the one before; it is
 * always newer than that one and than the last removal, whatever clock they were told by. Other origins are not touched.
 */
export function manualAddition(state: SuppressionState, { address, now, expiresAt }: Wish): ManualAddition {
  const { manual } = state;
  if (manual !== undefined && isLive(manual, state) && isSameEnd(manual, expiresAt)) {
    return { decision: 'keep', reason: 'same-wish' };
  }
  const time = later(additionTime(state, now), manual);
  const mark = markOfFact({ time, feedbackId: '', address });
  return { decision: 'write', reason: 'new-wish', mark: withExpiry(mark, expiresAt) };
}

function isSameEnd(manual: FactMark, expiresAt: Date | undefined): boolean {
  return splitExpiry(manual).expiresAt?.getTime() === expiresAt?.getTime();
}

function later(time: Date, before: FactMark | undefined): Date {
  return before === undefined ? time : new Date(Math.max(time.getTime(), Date.parse(timeOfMark(before)) + 1));
}
