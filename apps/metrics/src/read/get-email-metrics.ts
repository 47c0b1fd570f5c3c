import type { Connection } from '@sesame/email';
import { identityId } from '@sesame/identity';
import type { ApiAnswer, ApiRequest } from '@sesame/lambda';
import { sumOf, type Counts } from '../counts/counts';
import { endOf, periodOf, periodsBetween, startOf } from '../counts/period';
import { all, mergeOf, other, type Rollup } from '../counts/rollup';
import type { RollupReader } from '../counts/rollup-reader';
import { emailMetricsOf, type EmailMetric } from './email-metric';
import { parseEmailMetricsQuery, type EmailMetricsQuery } from './email-metrics-query';

export type GetEmailMetricsParts = { rollups: RollupReader };

/** What is counted of one domain, or of all of them together where domains are not told apart. */
type Part = { domain?: { domain_id: string; domain_name: string }; counts: Counts };

/** `GET /emails/metrics`: what is counted, as the resend client's `emails.metrics` asks for it and has it typed. */
export function getEmailMetrics({ rollups }: GetEmailMetricsParts) {
  return async ({ holder: { connection }, query, now }: ApiRequest): Promise<ApiAnswer> => {
    const asked = parseEmailMetricsQuery(query, now);
    const { interval, granularity, metrics, dimensions, from, to } = asked;
    const periods = periodsBetween(interval, { from, to });
    const found = new Map(
      (await rollups.read(connection, interval, periods)).map(({ period, rollup }) => [period, rollup]),
    );
    const within = (some: readonly string[]) => mergeOf(some.flatMap((period) => found.get(period) ?? []));
    const row = ({ domain, counts }: Part) => ({ ...domain, ...chosen(metrics, counts) });
    const whole = partsOf(within(periods), connection, asked);

    const data = dimensions.includes('period')
      ? [...Map.groupBy(periods, (period) => startOfGroup(granularity, period))].flatMap(([period, some]) =>
          partsOf(within(some), connection, asked).map((part) => ({ period, ...row(part) })),
        )
      : whole.map(row);
    return {
      body: {
        object: 'metrics',
        start_date: startOf(periodOf(interval, from)).toISOString(),
        end_date: endOf(interval, periods.at(-1) ?? periodOf(interval, to)).toISOString(),
        metrics,
        dimensions,
        granularity,
        totals: chosen(
          metrics,
          whole.reduce((sum, { counts }) => sumOf(sum, counts), {}),
        ),
        ...(dimensions.length > 0 && { data }),
      },
    };
  };
}

function partsOf(rollup: Rollup, connection: Connection, { dimensions, domainIds }: EmailMetricsQuery): Part[] {
  if (domainIds === undefined && !dimensions.includes('domain')) {
    return [{ counts: rollup.get('overall')?.get(all) ?? {} }];
  }
  const domains = [...(rollup.get('domain') ?? [])].map(([name, counts]) => {
    const id = name === other ? other : identityId(connection, name);
    return { domain: { domain_id: id, domain_name: name }, counts };
  });
  const wanted = domains.filter(({ domain }) => domainIds?.has(domain.domain_id) ?? true);
  if (dimensions.includes('domain')) return wanted;
  return [{ counts: wanted.reduce<Counts>((sum, { counts }) => sumOf(sum, counts), {}) }];
}

function chosen(metrics: readonly EmailMetric[], counts: Counts): Partial<Record<EmailMetric, number>> {
  const told = emailMetricsOf(counts);
  return Object.fromEntries(metrics.map((metric) => [metric, told[metric]]));
}

/** When the period of this granularity begins that an hour or a day is in; a week begins on Monday. */
function startOfGroup(granularity: EmailMetricsQuery['granularity'], period: string): string {
  const start = startOf(period);
  if (granularity === 'weekly') start.setUTCDate(start.getUTCDate() - ((start.getUTCDay() + 6) % 7));
  if (granularity === 'monthly') start.setUTCDate(1);
  return start.toISOString();
}
