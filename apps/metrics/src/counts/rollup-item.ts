import type { Connection } from '@sesame/email';
import type { Interval } from '@sesame/ledger';
import * as z from 'zod/mini';
import { measures, type Counts } from './counts';
import { endOf } from './period';
import type { Dimension, Rollup } from './rollup';

const secondsPerDay = 24 * 60 * 60;
/** What stands together: the minutes of an hour, the hours of a day, the days of a month. */
const lengthOfPartition = { minute: 'yyyy-mm-ddThh'.length, hour: 'yyyy-mm-dd'.length, day: 'yyyy-mm'.length };

/** What was counted in one period. */
export type PeriodRollup = { interval: Interval; period: string; rollup: Rollup };

/** Where the rollup of a period stands. */
export function rollupKey(connection: Connection, interval: Interval, period: string) {
  return { pk: rollupPartition(connection, interval, period.slice(0, lengthOfPartition[interval])), sk: period };
}

/** The partition with the minutes of an hour, the hours of a day, or the days of a month. */
export function rollupPartition(connection: Connection, interval: Interval, around: string): string {
  return `${connection}#${interval}#${around}`;
}

/** The partitions that some periods stand in, each once. */
export function partitionsOfPeriods(connection: Connection, interval: Interval, periods: readonly string[]): string[] {
  return [...new Set(periods.map((period) => rollupKey(connection, interval, period).pk))];
}

/** The item of a rollup; it expires `keptForDays` after its period. */
export function toRollupItem(
  connection: Connection,
  { interval, period, rollup }: PeriodRollup,
  { keptForDays, now }: { keptForDays: number; now: Date },
) {
  return {
    ...rollupKey(connection, interval, period),
    // Lists of pairs: as names of a map, the SDK would refuse the value `constructor` and leave out `__proto__`.
    counts: [...rollup].map(([dimension, values]) => [dimension, [...values]]),
    counted_at: now.toISOString(),
    expires: Math.floor(endOf(interval, period).getTime() / 1000) + keptForDays * secondsPerDay,
  };
}

const dimension = z.custom<Dimension>(
  (value) => typeof value === 'string' && /^(overall|stream|domain|template|tag:.+)$/.test(value),
);
const counts: z.ZodMiniType<Counts> = z.partialRecord(z.enum(measures), z.number());
const rollupItem = z.object({
  sk: z.string(),
  counts: z.array(z.tuple([dimension, z.array(z.tuple([z.string(), counts]))])),
});

/** @throws an Error when the item is none that this app wrote */
export function fromRollupItem(interval: Interval, item: unknown): PeriodRollup {
  const { sk: period, counts: byDimension } = rollupItem.parse(item);
  return { interval, period, rollup: new Map(byDimension.map(([name, values]) => [name, new Map(values)])) };
}
