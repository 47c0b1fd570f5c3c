import type { FactMark } from './fact-mark';
import type { SuppressionState } from './suppression-state';

/** What stands between a mark and its end. A space, which the encoded parts of a mark never hold. */
const until = ' until ';

/** The mark of a fact that counts until a time, and no longer. Being part of the mark, the end merges with the fact it ends. */
export function withExpiry(mark: FactMark, expiresAt: Date | undefined): FactMark {
  return expiresAt === undefined ? mark : `${mark}${until}${expiresAt.toISOString()}`;
}

/** A mark without its end, and the end, where it has one. */
export function splitExpiry(mark: FactMark): { mark: FactMark; expiresAt?: Date } {
  const at = mark.lastIndexOf(until);
  return at === -1 ? { mark } : { mark: mark.slice(0, at), expiresAt: new Date(mark.slice(at + until.length)) };
}

/** What is left of a state at a time: a wish that has expired says nothing any more. At its very end it has. */
export function unexpired(state: SuppressionState, now: Date): SuppressionState {
  const expiresAt = state.manual === undefined ? undefined : splitExpiry(state.manual).expiresAt;
  return expiresAt === undefined || expiresAt > now ? state : withoutManual(state);
}

/** What of a state has no end. */
export function lasting(state: SuppressionState): SuppressionState {
  return state.manual === undefined || splitExpiry(state.manual).expiresAt === undefined ? state : withoutManual(state);
}

function withoutManual({ manual: _, ...state }: SuppressionState): SuppressionState {
  return state;
}
