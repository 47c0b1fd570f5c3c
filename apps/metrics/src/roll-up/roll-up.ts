import { nameOfError } from '@sesame/lambda';
import type { Connection } from '@sesame/email';
import { isOpen, type Interval, type LedgerTable, type Mark, type MarksTable } from '@sesame/ledger';
import { endOf, longer, periodAround, periodsBetween, startOf } from '../counts/period';
import { mergeOf, rollupOf, type Rollup } from '../counts/rollup';
import type { RollupTable, Settled } from '../counts/rollup-table';

export type RollUpParts = {
  ledger: Pick<LedgerTable, 'forEachIn'>;
  marks: Pick<MarksTable, 'all'>;
  rollups: RollupTable;
  connection: Connection;
  /** How long facts are kept: a minute is counted as long as none of its facts can be gone. */
  keptForDays: number;
  now: () => Date;
  /** A value that no mark had before. */
  newValue: () => string;
  /** Whether there is time for another period. */
  hasTime: () => boolean;
};

/** How many periods ended how, and the names of the errors of those that failed; their marks are still there. */
export type RolledUp = Record<Settled | 'closed', number> & { failed: string[] };

/**
 * How many hours are rolled up at the same time. The minutes of one hour mark the same item and are settled one by one, while the
 * next of them is counted.
 */
const groupsAtOnce = 8;

/**
 * Counts what is marked: minutes from their facts, then hours from their minutes, then days from their hours, so that one
 * run brings a fact from the ledger into its day. Any number may run at the same time, and die anywhere: a mark goes only
 * with the count that was read after it, in the same transaction, and what is marked and not counted stays marked.
 */
export async function rollUp(parts: RollUpParts): Promise<RolledUp> {
  const done: RolledUp = { settled: 0, 'marked again': 0, lost: 0, closed: 0, failed: [] };
  for (const interval of ['minute', 'hour', 'day'] as const) {
    const groups = groupsOf(await parts.marks.all(parts.connection, interval));
    const work = async () => {
      for (let group = groups.pop(); group; group = groups.pop()) {
        let next = parts.hasTime() ? countMarked(group[0], parts) : undefined;
        for (const [n, mark] of group.entries()) {
          const counted = await next;
          if (!counted || !parts.hasTime()) return;
          next = countMarked(group[n + 1], parts);
          try {
            done[await settleMarked(mark, counted, parts)] += 1;
          } catch (error) {
            done.failed.push(nameOfError(error));
          }
        }
      }
    };
    await Promise.all(Array.from({ length: groupsAtOnce }, work));
  }
  return done;
}

/** What a marked period came to when it was counted again, or why it was not. It is awaited later, so it never rejects. */
type Counted = { rollup: Rollup } | { failure: unknown } | 'closed';

async function countMarked(mark: Mark | undefined, parts: RollUpParts): Promise<Counted | undefined> {
  if (!mark) return undefined;
  if (mark.interval === 'minute' && !isOpen({ minute: mark.period }, parts.now(), parts.keptForDays)) return 'closed';
  try {
    return { rollup: await countedNow(mark, parts) };
  } catch (failure) {
    return { failure };
  }
}

/** Has the count take the place of the one before, and marks the period around it. */
async function settleMarked(mark: Mark, counted: Counted, parts: RollUpParts): Promise<Settled | 'closed'> {
  const { rollups, newValue } = parts;
  if (counted === 'closed') {
    await rollups.drop(mark);
    return 'closed';
  }
  if ('failure' in counted) throw counted.failure;
  const { rollup } = counted;
  return rollups.settle({ mark, rollup, around: markAround(mark, newValue), renewed: newValue() });
}

async function countedNow({ connection, interval, period }: Mark, { ledger, rollups }: RollUpParts): Promise<Rollup> {
  if (interval === 'minute') {
    const counted = rollupOf();
    await ledger.forEachIn({ connection, minute: period }, counted.add);
    return counted.rollup();
  }
  const shorter = interval === 'hour' ? 'minute' : 'hour';
  const within = periodsBetween(shorter, { from: startOf(period), to: endOf(interval, period) });
  const parts = await rollups.read(connection, shorter, within);
  return mergeOf(parts.map(({ rollup }) => rollup));
}

function markAround({ connection, interval, period }: Mark, newValue: () => string): Mark | undefined {
  const around = longer[interval];
  return around && { connection, interval: around, period: periodAround(around, period), value: newValue() };
}

/** The newest last, which is where they are taken from: what people look at is counted first. */
function groupsOf(marks: readonly Mark[]): Mark[][] {
  const groups = new Map<string, Mark[]>();
  for (const mark of marks) {
    const key = groupKey(mark);
    groups.set(key, [...(groups.get(key) ?? []), mark]);
  }
  return [...groups.values()];
}

function groupKey({ interval, period }: Mark): string {
  const around: Interval | undefined = longer[interval];
  return around ? periodAround(around, period) : period;
}
