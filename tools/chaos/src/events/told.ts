import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import { type Dimension, type Interval, intervals, measures, type Suppressed, type Table } from './oracle';

const row = z.looseObject({ from: z.string(), group: z.string().optional() });
const metrics = z.object({ complete: z.boolean(), data: z.array(row) });
const page = z.object({
  has_more: z.boolean(),
  data: z.array(
    z.object({
      id: z.string(),
      email: z.string(),
      origin: z.string(),
      happened_at: z.string(),
      feedback_id: z.string().nullable(),
    }),
  ),
});

const headers = { authorization: 'Bearer ss_local' };
const mostTries = 40;
const pauseMs = 500;
const minuteMs = 60_000;
/** What one answer has at most, in periods. */
const most = { minute: 1_440, hour: 24 * 31, day: 400 } as const;
const lengthMs = { minute: minuteMs, hour: 60 * minuteMs, day: 1_440 * minuteMs } as const;

/** What the API tells of the counters and of the suppression list. */
export function toldBy(api: string) {
  /** What a 503 answers is asked again, as callers do. */
  async function get(path: string): Promise<unknown> {
    for (let tried = 1; ; tried++) {
      const response = await fetch(`${api}${path}`, { headers });
      if (response.status === 200) return response.json();
      const said = await response.text();
      if (response.status !== 503 || tried === mostTries)
        throw new Error(`GET ${path} was answered ${response.status}: ${said}`);
      await setTimeout(pauseMs);
    }
  }

  async function metricsBetween(interval: Interval, from: number, to: number, dimension: Dimension) {
    const query = new URLSearchParams({
      ...{ interval, from: new Date(from).toISOString(), to: new Date(to).toISOString() },
      ...(dimension !== 'overall' && { group_by: dimension }),
    });
    return metrics.parse(await get(`/metrics?${query.toString()}`));
  }

  return {
    /** Whether everything that was recorded is counted. */
    async isComplete(from: Date, to: Date): Promise<boolean> {
      return (await metricsBetween('day', from.getTime(), to.getTime(), 'overall')).complete;
    },

    async counted(interval: Interval, dimension: Dimension, from: Date, to: Date): Promise<Table> {
      const table: Table = new Map();
      const step = most[interval] * lengthMs[interval];
      const first = Math.floor(from.getTime() / lengthMs[interval]) * lengthMs[interval];
      for (let at = first; at < to.getTime(); at += step) {
        const { data } = await metricsBetween(interval, at, Math.min(at + step, to.getTime()), dimension);
        for (const { from: period, group = 'all', ...numbers } of data) {
          const counts: Record<string, number> = {};
          for (const measure of measures) if (numbers[measure]) counts[measure] = Number(numbers[measure]);
          if (Object.keys(counts).length === 0) continue;
          table.set(`${period.slice(0, intervals[interval])} ${group}`, counts);
        }
      }
      return table;
    },

    async suppressed(): Promise<Map<string, Suppressed>> {
      const list = new Map<string, Suppressed>();
      for (let after = ''; ;) {
        const { has_more: hasMore, data } = page.parse(
          await get(`/suppressions?limit=100${after && `&after=${after}`}`),
        );
        for (const { email, origin, happened_at: happenedAt, feedback_id: feedbackId } of data) {
          const known = origin === 'complaint' ? 'complaint' : 'bounce';
          list.set(email.toLowerCase(), { origin: known, happenedAt, feedbackId: feedbackId ?? '' });
        }
        after = data.at(-1)?.id ?? '';
        if (!hasMore) return list;
      }
    },
  };
}

export type Told = ReturnType<typeof toldBy>;
