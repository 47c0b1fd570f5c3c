import type { ApiAnswer, ApiRequest } from '@sesame/lambda';
import type { MarksTable } from '@sesame/ledger';
import { periodOf } from '../counts/period';
import type { RollupReader } from '../counts/rollup-reader';
import { csvOf } from './csv';
import { metricsAnswer } from './metrics-answer';
import { parseMetricsQuery } from './metrics-query';

export type GetMetricsParts = { rollups: RollupReader; marks: Pick<MarksTable, 'all'> };

/**
 * `GET /metrics?from&to&interval&group_by&filter&format`: what is counted, as JSON, or as CSV where `format` or `Accept`
 * asks for it. `complete` says whether everything that is recorded of that time is counted, which takes about a minute.
 */
export function getMetrics({ rollups, marks }: GetMetricsParts) {
  return async ({ holder: { connection }, query, headers, now }: ApiRequest): Promise<ApiAnswer> => {
    const asked = parseMetricsQuery(query, now);
    const { interval, periods, from, to, dimension, value, isGrouped } = asked;
    // Marks first: what is counted between the two readings is then told as not complete, and never the other way round.
    const complete = await isComplete(marks, connection, asked);
    const answer = metricsAnswer(asked, await rollups.read(connection, interval, periods));
    if (asked.format === 'csv' || (asked.format === undefined && headers['accept']?.includes('text/csv'))) {
      return { body: csvOf(answer.data), headers: { 'content-type': 'text/csv; charset=utf-8' } };
    }
    return {
      body: {
        object: 'metrics',
        from: from.toISOString(),
        to: to.toISOString(),
        interval,
        group_by: isGrouped ? dimension : null,
        filter: value === undefined || dimension === 'overall' ? null : `${dimension}=${value}`,
        complete,
        ...answer,
      },
    };
  };
}

/** Whether nothing in a range waits to be counted, up to the interval that is asked for. */
export async function isComplete(
  marks: Pick<MarksTable, 'all'>,
  connection: string,
  { interval, from, to }: { interval: 'minute' | 'hour' | 'day'; from: Date; to: Date },
): Promise<boolean> {
  const intervals = (['minute', 'hour', 'day'] as const).slice(0, { minute: 1, hour: 2, day: 3 }[interval]);
  const last = new Date(to.getTime() - 1);
  for (const one of intervals) {
    const between = { first: periodOf(one, from), last: periodOf(one, last) };
    // In this order: what goes from a minute into its hour in between is seen in one of them.
    if ((await marks.all(connection, one, between)).length > 0) return false;
  }
  return true;
}
