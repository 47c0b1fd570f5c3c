import { ApiError } from '@sesame/lambda';
import fc from 'fast-check';
import { facts } from '../counts/facts.fixture';
import { periodOf } from '../counts/period';
import { rollupOf } from '../counts/rollup';
import type { PeriodRollup } from '../counts/rollup-item';
import { metricsSchemas } from '../openapi';
import { csvOf } from './csv';
import { metricsAnswer } from './metrics-answer';
import { parseMetricsQuery } from './metrics-query';

const now = new Date('2027-01-01T12:00:00Z');
const range = { from: '2026-12-31T12:00:00Z', to: '2027-01-01T12:00:00Z' };

test.each([{}, { group_by: 'stream' }, { filter: 'stream=marketing' }, { group_by: 'tag:campaign' }])(
  'totals are the same at any interval: %j',
  (more) => {
    fc.assert(
      fc.property(facts, (some) => {
        const answers = (['minute', 'hour'] as const).map((interval) => {
          const periods = new Map<string, ReturnType<typeof rollupOf>>();
          for (const fact of some) {
            const period = periodOf(interval, fact.sentAt);
            const counted = periods.get(period) ?? rollupOf();
            periods.set(period, counted);
            counted.add(fact);
          }
          const rollups = [...periods].map(([period, counted]): PeriodRollup => ({
            interval,
            period,
            rollup: counted.rollup(),
          }));
          const { totals, groups } = metricsAnswer(parseMetricsQuery({ ...range, ...more, interval }, now), rollups);
          return { totals, groups };
        });
        expect(answers[0]).toEqual(answers[1]);
      }),
      { numRuns: 30 },
    );
  },
);

test('every period has a row, and it is as it is described', () => {
  const query = parseMetricsQuery({ interval: 'hour', ...range }, now);
  const answer = metricsAnswer(query, []);
  expect(answer.data).toHaveLength(24);
  const whole = {
    ...answer,
    object: 'metrics',
    interval: 'hour',
    group_by: null,
    filter: null,
    complete: true,
    ...range,
  };
  expect(metricsSchemas.metrics.parse(whole)).toEqual(whole);
});

test('the open period is in it, and a range without bounds is a week until now', () => {
  const { periods, from, to } = parseMetricsQuery({}, now);
  expect([periods[0], periods.at(-1), periods.length]).toEqual(['2026-12-25', '2027-01-01', 8]);
  expect([from, to]).toEqual([new Date('2026-12-25T00:00:00Z'), new Date('2027-01-02T00:00:00Z')]);
});

test.each([
  [{ from: '2026-13-01' }, 'from'],
  [{ from: '2026-11-22T12:00:00' }, 'from'],
  [{ to: '0001-01-01' }, 'to'],
  [{ from: '2027-01-02' }, 'to'],
  [{ from: '2025-01-01' }, 'from'],
  [{ interval: 'hour', from: '2026-11-01' }, 'from'],
  [{ interval: 'week' }, 'interval'],
  [{ filter: 'marketing' }, 'filter'],
  [{ filter: 'stream=' }, 'filter'],
  [{ group_by: 'tag:' }, 'group_by'],
  [{ group_by: 'domain', filter: 'stream=marketing' }, 'filter'],
  [{ format: 'xml' }, 'format'],
])('%j is refused by the name of %s', (query, field) => {
  expect(fieldRefused(query)).toBe(field);
});

function fieldRefused(query: object): string | undefined {
  try {
    parseMetricsQuery({ ...query }, now);
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) return error.details.field;
    throw error;
  }
}

test('a time with an offset is the same time in UTC', () => {
  const { from } = parseMetricsQuery({ interval: 'hour', from: '2027-01-01T01:30:00+02:00' }, now);
  expect(from).toEqual(new Date('2026-12-31T23:00:00Z'));
});

test('CSV quotes what must be, and makes no formulas', () => {
  expect(
    csvOf([
      { group: 'a,"b"', sent: 1, rate: null },
      { group: '=1+1', sent: -1, rate: 0.5 },
    ]),
  ).toBe('group,sent,rate\r\n"a,""b""",1,\r\n\'=1+1,-1,0.5\r\n');
});
