import { lasting } from './expiry-mark';
import { forgottenMark, markOfFact, timeOfMark, type FactMark } from './fact-mark';
import { origins } from './suppression-fact';
import { additionTime, shown, type SuppressionState } from './suppression-state';

/** What an entry says once the person behind it is forgotten: the same, without the address. */
export function forgottenState(state: SuppressionState): SuppressionState {
  const facts = origins.flatMap((origin): [string, FactMark][] => {
    const mark = state[origin];
    return mark === undefined ? [] : [[origin, forgottenMark(mark)]];
  });
  return { ...state, ...Object.fromEntries(facts) };
}

/**
 * The same for the entry that is for all mail, which from then on holds back all of it for good: whoever is forgotten is
 * not written to again, whether he was on the list or not.
 */
export function forgottenForGood(state: SuppressionState, now: Date): SuppressionState {
  const forgotten = forgottenState(state);
  if (shown(lasting(forgotten)) !== undefined) return forgotten;
  const { manual } = forgotten;
  const wished = manual === undefined ? [] : [Date.parse(timeOfMark(manual)) + 1];
  const time = new Date(Math.max(additionTime(forgotten, now).getTime(), ...wished));
  return { ...forgotten, manual: forgottenMark(markOfFact({ time, feedbackId: '', address: '' })) };
}
