import type { ApiDescription } from '@sesame/lambda';
import * as z from 'zod/mini';
import { emailMetrics } from './read/email-metric';
import { emailMetricsQuery } from './read/email-metrics-query';
import { toldMeasures } from './read/metrics-answer';
import { metricsQuery } from './read/metrics-query';
import { streamOperations } from './streams/openapi';

const count = z.int();
const rate = z.nullable(z.number().check(z.describe('A fraction of 1; null where there is nothing to compare with')));
const counts = {
  ...Object.fromEntries(toldMeasures.map((measure) => [measure, count])),
  bounce_rate: rate,
  complaint_rate: rate,
  delivery_rate: rate,
  open_rate: rate,
  click_rate: rate,
  unsubscribe_rate: rate,
};
const group = z
  .string()
  .check(z.describe('A value of what counts are told apart by; (other) for those beyond the cap'));
const time = z.iso.datetime();
const emailCounts = Object.fromEntries(emailMetrics.map((metric) => [metric, z.optional(z.number())]));

/** What the answers of this service look like. */
export const metricsSchemas = {
  metrics: z.strictObject({
    object: z.literal('metrics'),
    from: time.check(z.describe('Where the first period begins')),
    to: time.check(z.describe('Where the last period ends')),
    interval: z.enum(['minute', 'hour', 'day']),
    group_by: z.nullable(z.string()),
    filter: z.nullable(z.string()),
    complete: z.boolean().check(z.describe('Whether everything that is recorded of this time is counted')),
    totals: z.strictObject(counts),
    groups: z.optional(z.array(z.strictObject({ group, ...counts }))),
    data: z.array(z.strictObject({ from: time, to: time, group: z.optional(group), ...counts })),
  }),
  emailMetrics: z.strictObject({
    object: z.literal('metrics'),
    start_date: time,
    end_date: time,
    metrics: z.array(z.enum(emailMetrics)),
    dimensions: z.array(z.enum(['period', 'domain'])),
    granularity: z.enum(['hourly', 'daily', 'weekly', 'monthly']),
    totals: z.strictObject(emailCounts),
    data: z.optional(
      z.array(
        z.strictObject({
          period: z.optional(time),
          domain_id: z.optional(z.string()),
          domain_name: z.optional(z.string()),
          ...emailCounts,
        }),
      ),
    ),
  }),
};

const numbers = {
  ...Object.fromEntries(toldMeasures.map((measure) => [measure, 0])),
  sent: 200,
  recipients: 200,
  delivered: 196,
  bounced_hard: 4,
  bounce_rate: 0.02,
  complaint_rate: 0,
  delivery_rate: 0.98,
  open_rate: 0,
  click_rate: 0,
  unsubscribe_rate: 0,
};
const bounds = { from: '2026-11-22T00:00:00.000Z', to: '2026-11-23T00:00:00.000Z' };

/** What is counted and how streams stand, as the API describes it. */
export const openapi: ApiDescription = {
  ...streamOperations,
  'GET /metrics': {
    operationId: 'getMetrics',
    summary: 'Count what became of the mail',
    description:
      'By minutes (at most a day), hours (31 days) or days (400 days) of UTC; the periods that `from` and `to` are in count as a whole, the open one too, and it is counted once a minute. `group_by` and `filter` are of one of stream, domain, template and tag:<name>. Unique opens and clicks, and unsubscribes, count when their message was sent. Bounce and complaint rates are those that SES goes by: without its mailbox simulator and its suppression list. CSV with `format=csv` or `Accept: text/csv`.',
    access: 'full_access',
    query: metricsQuery,
    answer: {
      description: 'Totals, and a row for every period',
      schema: metricsSchemas.metrics,
      example: {
        object: 'metrics',
        ...bounds,
        interval: 'day',
        group_by: null,
        filter: null,
        complete: true,
        totals: numbers,
        data: [{ ...bounds, ...numbers }],
      },
    },
    errors: [],
  },
  'GET /emails/metrics': {
    operationId: 'getEmailMetrics',
    summary: 'Count what became of the mail, as the resend client asks',
    description:
      'Lists have commas between. `dimensions` are period and domain; periods are of UTC, named by their beginning, and a week begins on Monday. A last day without a time is in the range. Rates are fractions of 1, and 0 where there is nothing.',
    access: 'full_access',
    query: emailMetricsQuery,
    answer: {
      description: 'Totals, and rows where there are dimensions',
      schema: metricsSchemas.emailMetrics,
      example: {
        object: 'metrics',
        start_date: bounds.from,
        end_date: bounds.to,
        metrics: ['sent', 'delivered'],
        dimensions: ['period'],
        granularity: 'daily',
        totals: { sent: 200, delivered: 196 },
        data: [{ period: bounds.from, sent: 200, delivered: 196 }],
      },
    },
    errors: [],
  },
};
