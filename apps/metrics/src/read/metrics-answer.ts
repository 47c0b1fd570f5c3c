import { ApiError } from '@sesame/lambda';
import { measures, sumOf, type Counts, type Measure } from '../counts/counts';
import { endOf, startOf } from '../counts/period';
import { ratesOf } from '../counts/rates';
import { mergeOf } from '../counts/rollup';
import type { PeriodRollup } from '../counts/rollup-item';
import type { MetricsQuery } from './metrics-query';

/** What is told; what rates are made of stays inside. */
export const toldMeasures = measures.filter((measure) => !measure.startsWith('rated_'));
/** An answer of Lambda has at most 6 MB, and a row some 450 bytes. */
const mostRows = 10_000;

/** One period, of one value where they are told apart. */
export type MetricsRow = { from: string; to: string; group?: string } & ReturnType<typeof told>;

/**
 * What is counted in the periods asked for. A row for every period, also where there is nothing; by value, where they are
 * told apart, only rows with something. Totals are of all periods together, and so the same at any interval.
 * @throws ApiError `validation_error` for more rows than an answer has room for
 */
export function metricsAnswer(query: MetricsQuery, rollups: readonly PeriodRollup[]) {
  const { interval, periods, dimension, value, isGrouped } = query;
  const found = new Map(rollups.map(({ period, rollup }) => [period, rollup]));
  const whole = mergeOf(rollups.map(({ rollup }) => rollup)).get(dimension) ?? new Map<string, Counts>();
  const isWanted = ([name]: readonly [string, Counts]) => value === undefined || name === value;

  const data = periods.flatMap((period): MetricsRow[] => {
    const bounds = { from: startOf(period).toISOString(), to: endOf(interval, period).toISOString() };
    const values = [...(found.get(period)?.get(dimension) ?? [])].filter(isWanted).sort(byName);
    if (isGrouped) return values.map(([group, counts]) => ({ ...bounds, group, ...told(counts) }));
    return [{ ...bounds, ...told(totalOf(values)) }];
  });
  if (data.length > mostRows) {
    const message = `That would be more than ${mostRows} rows. Ask for a shorter time, or a longer "interval".`;
    throw new ApiError('validation_error', message, { field: 'interval' });
  }
  const groups = [...whole].filter(isWanted).sort(byName);
  return {
    totals: told(totalOf(groups)),
    ...(isGrouped && { groups: groups.map(([group, counts]) => ({ group, ...told(counts) })) }),
    data,
  };
}

function totalOf(values: readonly (readonly [string, Counts])[]): Counts {
  return values.reduce((sum, [, counts]) => sumOf(sum, counts), {});
}

function told(counts: Counts): Record<ToldMeasure, number> & ReturnType<typeof ratesOf> {
  const numbers = Object.fromEntries(toldMeasures.map((measure) => [measure, counts[measure] ?? 0]));
  // Every one of them is there, which `fromEntries` does not say.
  return { ...(numbers as Record<ToldMeasure, number>), ...ratesOf(counts) };
}

type ToldMeasure = Exclude<Measure, `rated_${string}`>;

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
