import { ApiError, parseInput } from '@sesame/lambda';
import type { Interval } from '@sesame/ledger';
import * as z from 'zod/mini';
import { endOf, periodOf, periodsBetween, startOf } from '../counts/period';
import { all, type Dimension } from '../counts/rollup';
import { moment } from './moment';

/** How many periods an answer has at most: a day of minutes, a month of hours, 400 days. */
const most = { minute: 24 * 60, hour: 31 * 24, day: 400 } as const;
/** How many periods it has where `from` is left out. */
const usual = { minute: 60, hour: 24, day: 7 } as const;
const lengths = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

const tag = /^tag:[A-Za-z0-9_-]{1,64}$/;
const isDimension = (text: string): text is Dimension =>
  text === 'stream' || text === 'domain' || text === 'template' || tag.test(text) || text === 'tag:(other)';
const dimensions = 'stream, domain, template or tag:<name>';

/** The query of `GET /metrics`. */
export const metricsQuery = z.strictObject({
  from: z.optional(moment),
  to: z.optional(moment),
  interval: z.prefault(z.enum(['minute', 'hour', 'day']), 'day'),
  group_by: z.optional(z.string().check(z.refine(isDimension, { error: `must be ${dimensions}` }))),
  filter: z.optional(
    z.string().check(
      z.refine((text) => filterIn(text) !== undefined, {
        error: `must be ${dimensions}, then "=" and a value, such as stream=marketing`,
      }),
    ),
  ),
  format: z.optional(z.enum(['json', 'csv'])),
});

/** What counts are asked for. */
export type MetricsQuery = {
  interval: Interval;
  /** Oldest first. */
  periods: string[];
  /** Where the first of them begins, and the last ends. */
  from: Date;
  to: Date;
  dimension: Dimension;
  /** Only this value of the dimension; all of them where it is missing. */
  value?: string;
  isGrouped: boolean;
  format: 'json' | 'csv' | undefined;
};

/**
 * What is asked for. Without `to` it is until now; the periods that `from` and `to` are in count as a whole, so that the
 * one that is open is there.
 * @throws ApiError `validation_error` that names the parameter
 */
export function parseMetricsQuery(query: Record<string, string>, now: Date): MetricsQuery {
  const { interval, group_by: group, filter, format, ...range } = parseInput(metricsQuery, query);
  const to = range.to ?? now;
  const from = range.from ?? new Date(to.getTime() - usual[interval] * lengths[interval]);
  if (from >= to) throw new ApiError('validation_error', '"to" must be later than "from".', { field: 'to' });
  if (to.getTime() - from.getTime() > most[interval] * lengths[interval]) {
    const message = `From "from" to "to" are at most ${most[interval]} of this interval. Ask for a longer "interval", or in parts.`;
    throw new ApiError('validation_error', message, { field: 'from' });
  }
  const wanted = filter === undefined ? undefined : filterIn(filter);
  if (group !== undefined && wanted !== undefined && wanted.dimension !== group) {
    const message = '"filter" must be of the dimension of "group_by": what is both is not counted.';
    throw new ApiError('validation_error', message, { field: 'filter' });
  }
  const periods = periodsBetween(interval, { from, to });
  const dimension = wanted?.dimension ?? (group !== undefined && isDimension(group) ? group : 'overall');
  return {
    interval,
    periods,
    from: startOf(periodOf(interval, from)),
    to: endOf(interval, periods.at(-1) ?? periodOf(interval, to)),
    dimension,
    ...(wanted ? { value: wanted.value } : dimension === 'overall' && { value: all }),
    isGrouped: group !== undefined,
    format,
  };
}

function filterIn(text: string): { dimension: Dimension; value: string } | undefined {
  const end = text.indexOf('=');
  const [dimension, value] = [text.slice(0, end), text.slice(end + 1)];
  return end > 0 && value !== '' && isDimension(dimension) ? { dimension, value } : undefined;
}
