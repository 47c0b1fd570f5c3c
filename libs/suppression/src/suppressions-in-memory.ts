import { entryId, entryKey, softBounceKey } from './entry-key';
import { markOfFact, type FactMark } from './fact-mark';
import { softBounceWindow } from './soft-bounce-window';
import type { ShownSuppression } from './suppression-fact';
import {
  isLive,
  merge,
  removalTime,
  shown,
  stateOfFact,
  stateOfRemoval,
  type SuppressionState,
} from './suppression-state';
import type { SuppressionTable } from './suppression-table';

type Kept = { state: SuppressionState; softBounces: Map<string, FactMark> };

/**
 * For tests: the suppression list in memory, by the same merges as the table, one call at a time. `shown` is all of it, in
 * the order of ids.
 */
export function suppressionsInMemory(): Pick<SuppressionTable, 'add' | 'addSoftBounce' | 'remove'> & {
  shown(): ShownSuppression[];
} {
  const kept = new Map<string, Kept>();
  const at = (pk: string): Kept => kept.get(pk) ?? { state: {}, softBounces: new Map() };
  const mergeAt = (pk: string, state: SuppressionState) => {
    const before = at(pk);
    kept.set(pk, { ...before, state: merge(before.state, state) });
  };

  return {
    async add(fact) {
      const { pk } = entryKey(fact.connection, fact.scope, fact.address);
      const mark = markOfFact(fact);
      const { state } = at(pk);
      mergeAt(pk, stateOfFact(fact));
      return mark > (state[fact.origin] ?? '') && isLive(mark, state) ? 'added' : 'unchanged';
    },
    async addSoftBounce(softBounce) {
      const { pk, sk } = softBounceKey(softBounce);
      const { state, softBounces } = at(pk);
      const mark = markOfFact(softBounce);
      const isNew = (softBounces.get(sk) ?? '') < mark;
      const all = isNew ? new Map([...softBounces, [sk, mark]]) : softBounces;
      kept.set(pk, { state, softBounces: all });
      const decision = softBounceWindow([...all.values()], state.removed);
      if (decision.decision === 'suppress') mergeAt(pk, { bounce: decision.completedBy });
      return decision;
    },
    async remove(email, { connection, now }) {
      const { pk } = entryKey(connection, 'all', email);
      const { state } = at(pk);
      if (shown(state) === undefined) return undefined;
      const removedAt = removalTime(state, now);
      mergeAt(pk, stateOfRemoval(removedAt));
      return { id: entryId({ pk }), removedAt };
    },
    shown: () =>
      [...kept]
        .flatMap(([pk, { state }]) => {
          const entry = shown(state);
          return entry ? [{ id: entryId({ pk }), ...entry }] : [];
        })
        .sort((one, other) => (one.id < other.id ? -1 : 1)),
  };
}
