import { factOfMark, markOfFact, markTime, timeOfMark, type FactMark } from './fact-mark';
import { origins, type Fact, type Origin, type ShownSuppression } from './suppression-fact';

/**
 * All that is remembered of one address: for each origin the newest fact, and when it was last removed from the list
 * (the tombstone). Every part only ever grows, so two states merge by taking the greater of each part: in any order, in
 * any grouping, any number of times.
 */
export type SuppressionState = Partial<Record<Origin | 'removed', FactMark>>;

/** What one fact says. */
export function stateOfFact(fact: Fact): SuppressionState {
  return { [fact.origin]: markOfFact(fact) };
}

/** What a removal at this time says. */
export function stateOfRemoval(removedAt: Date): SuppressionState {
  return { removed: markTime(removedAt) };
}

/** What both states together say. */
export function merge(one: SuppressionState, other: SuppressionState): SuppressionState {
  const merged: SuppressionState = {};
  for (const part of [...origins, 'removed'] as const) {
    const greater = greaterOf(one[part], other[part]);
    if (greater !== undefined) merged[part] = greater;
  }
  return merged;
}

function greaterOf(one: FactMark | undefined, other: FactMark | undefined): FactMark | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one > other ? one : other;
}

/** The entry to show: of the facts newer than the last removal the weightiest; `undefined` when none is. */
export function shown(state: SuppressionState): Omit<ShownSuppression, 'id' | 'stream'> | undefined {
  for (const origin of origins) {
    const mark = state[origin];
    if (mark === undefined || !isLive(mark, state)) continue;
    const { address, time, ...source } = factOfMark(mark);
    return { ...(address !== undefined && { email: address }), origin, createdAt: time, ...source };
  }
  return undefined;
}

/** Whether a fact would count, given the last removal. */
export function isLive(mark: FactMark, { removed }: SuppressionState): boolean {
  return removed === undefined || timeOfMark(mark) > removed;
}

/** When a removal now takes effect: never before a fact that is known, whatever clock that fact was told by. */
export function removalTime(state: SuppressionState, now: Date): Date {
  const newest = origins.map((origin) => state[origin]).filter((mark) => mark !== undefined);
  return latest(now, ...newest.map((mark) => oneMillisecondAfter(timeOfMark(mark))));
}

/** When what a person adds now takes effect: never at or before the last removal. */
export function additionTime({ removed }: SuppressionState, now: Date): Date {
  return removed === undefined ? now : latest(now, oneMillisecondAfter(removed));
}

function latest(...times: Date[]): Date {
  return new Date(Math.max(...times.map((time) => time.getTime())));
}

function oneMillisecondAfter(time: string): Date {
  return new Date(Date.parse(time) + 1);
}
