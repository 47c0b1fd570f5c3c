import type { ApiRequest } from '@sesame/lambda';
import { aFact } from '../counts/facts.fixture';
import { rollupOf } from '../counts/rollup';
import type { PeriodRollup } from '../counts/rollup-item';
import { metricsSchemas } from '../openapi';
import { getEmailMetrics } from './get-email-metrics';

const counted = (period: string, fromDomain: string): PeriodRollup => {
  const one = rollupOf();
  one.add(aFact({ fromDomain, details: { type: 'send', recipients: 2 } }));
  one.add(aFact({ fromDomain }));
  return { interval: 'day', period, rollup: one.rollup() };
};
const days = [
  counted('2026-11-21', 'a.example'),
  counted('2026-11-22', 'b.example'),
  counted('2026-11-23', 'a.example'),
];

async function ask(query: Record<string, string>) {
  const handle = getEmailMetrics({
    rollups: { read: async (_, __, periods) => days.filter(({ period }) => periods.includes(period)) },
  });
  const holder = { connection: 'own' } as ApiRequest['holder'];
  const request = { body: undefined, pathParameters: {}, headers: {}, routeKey: 'GET /emails/metrics' };
  const { body } = await handle({ ...request, holder, query, now: new Date('2026-11-24T12:00:00Z') });
  return metricsSchemas.emailMetrics.parse(body);
}

test('without dimensions there are totals of six days until now, of every metric', async () => {
  const answer = await ask({});
  expect(answer.totals).toMatchObject({ sent: 3, delivered: 3, received: 0, delivery_rate: 0.5, bounce_rate: 0 });
  expect(Object.keys(answer.totals)).toHaveLength(22);
  expect(answer).not.toHaveProperty('data');
});

test('weeks begin on Monday, months on the first, and a last day is in the range', async () => {
  const weeks = await ask({ dimensions: 'period', granularity: 'weekly', metrics: 'sent', end_date: '2026-11-23' });
  expect(weeks.data).toEqual([
    { period: '2026-11-16T00:00:00.000Z', sent: 2 },
    { period: '2026-11-23T00:00:00.000Z', sent: 1 },
  ]);
  const months = await ask({ dimensions: 'period', granularity: 'monthly', metrics: 'sent', end_date: '2026-11-22' });
  expect(months.data).toEqual([{ period: '2026-11-01T00:00:00.000Z', sent: 2 }]);
});

test('domains are told apart, and chosen by their ids', async () => {
  const { data = [] } = await ask({ dimensions: 'domain', metrics: 'sent' });
  expect(data).toMatchObject([
    { domain_name: 'a.example', sent: 2 },
    { domain_name: 'b.example', sent: 1 },
  ]);
  const one = await ask({ domain_id: String(data[0]?.domain_id), metrics: 'sent' });
  expect(one.totals).toEqual({ sent: 2 });
});
