import { ApiError, parseInput } from '@sesame/lambda';
import type { Interval } from '@sesame/ledger';
import * as z from 'zod/mini';
import { emailMetrics, type EmailMetric } from './email-metric';
import { moment } from './moment';

const dayMs = 86_400_000;
const usualDays = 6;
/** As many days, and as many of them by the hour, as an answer tells. */
const mostDays = { hourly: 31, daily: 400, weekly: 400, monthly: 400 } as const;

const known = { dimensions: ['period', 'domain'], metrics: emailMetrics } as const;
const dateAlone = /^\d{4}-\d{2}-\d{2}$/;

/** The query of `GET /emails/metrics`, in the words of the resend client. */
export const emailMetricsQuery = z.strictObject({
  start_date: z.optional(moment),
  end_date: z.optional(moment),
  timezone: z.optional(
    z.string().check(
      z.refine((text) => text === 'UTC' || text === 'Etc/UTC', {
        error: 'must be UTC: mail is counted by days of UTC, and those of no other time zone',
      }),
    ),
  ),
  granularity: z.prefault(z.enum(['hourly', 'daily', 'weekly', 'monthly']), 'daily'),
  metrics: z.optional(listOf('metrics')),
  dimensions: z.optional(listOf('dimensions')),
  domain_id: z.optional(z.string()),
  email_id: notCounted('GET /emails/{id}/events tells of one e-mail'),
  broadcast_id: notCounted('Sesame has no broadcasts'),
});

/** What counts the resend client asks for. */
export type EmailMetricsQuery = {
  from: Date;
  to: Date;
  /** What is read: hours where periods are hours, or else days. */
  interval: Interval;
  granularity: 'hourly' | 'daily' | 'weekly' | 'monthly';
  metrics: readonly EmailMetric[];
  dimensions: readonly ('period' | 'domain')[];
  /** Ids of domains; all of them where it is missing. */
  domainIds: ReadonlySet<string> | undefined;
};

/**
 * What is asked for: six days until now, unless it is said; a last day without a time is in it.
 * @throws ApiError `validation_error` that names the parameter
 */
export function parseEmailMetricsQuery(query: Record<string, string>, now: Date): EmailMetricsQuery {
  const asked = parseInput(emailMetricsQuery, query);
  const isWholeDay = dateAlone.test(query['end_date'] ?? '');
  const to = asked.end_date ? new Date(asked.end_date.getTime() + (isWholeDay ? dayMs : 0)) : now;
  const from = asked.start_date ?? new Date(to.getTime() - usualDays * dayMs);
  if (from >= to) {
    throw new ApiError('validation_error', '"end_date" must be later than "start_date".', { field: 'end_date' });
  }
  const most = mostDays[asked.granularity];
  if (to.getTime() - from.getTime() > (most + 1) * dayMs) {
    const message = `From "start_date" to "end_date" are at most ${most} days at this granularity.`;
    throw new ApiError('validation_error', message, { field: 'start_date' });
  }
  return {
    from,
    to,
    interval: asked.granularity === 'hourly' ? 'hour' : 'day',
    granularity: asked.granularity,
    metrics: chosen('metrics', asked.metrics) ?? emailMetrics,
    dimensions: chosen('dimensions', asked.dimensions) ?? [],
    domainIds: asked.domain_id === undefined ? undefined : new Set(asked.domain_id.toLowerCase().split(',')),
  };
}

function chosen<Name extends keyof typeof known>(name: Name, text: string | undefined) {
  const wanted = text?.split(',');
  return wanted && (known[name] as readonly (typeof known)[Name][number][]).filter((one) => wanted.includes(one));
}

function listOf(name: keyof typeof known) {
  const words: readonly string[] = known[name];
  return z.string().check(
    z.refine((text) => text.split(',').every((word) => words.includes(word)), {
      error: `must be of ${words.join(', ')}, with commas between`,
    }),
  );
}

function notCounted(instead: string) {
  return z.optional(z.string().check(z.refine(() => false, { error: `is not counted by; ${instead}` })));
}
