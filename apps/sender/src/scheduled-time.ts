import * as z from 'zod/mini';

/** The time a text names, or a sentence that says what is wrong with it. */
export type ScheduledTime = { ok: true; time: Date } | { ok: false; sentence: string };

const dayMs = 24 * 60 * 60_000;
const furthestDays = 30;
/**
 * As long as an idempotency key is remembered: whoever repeats a request within that time gets the answer of the first one,
 * though what it asked for has come and gone.
 */
const longestPastMs = dayMs;

const isoTime = z.iso.datetime({ offset: true });
const fromNow = /^in (?<count>\d{1,6}) (?<unit>min|minute|hour|day)s?$/i;
const unitMs: Record<string, number> = { min: 60_000, minute: 60_000, hour: 60 * 60_000, day: dayMs };

/**
 * When `scheduled_at` asks for an e-mail to be sent: ISO 8601 with a time zone (`2026-11-22T12:00:00Z`), or from `now` on
 * (`in 5 min`, `in 2 hours`, `in 3 days`), and at most 30 days ahead. A time that has come already means at once; one that
 * is over for more than a day is a mistake.
 */
export function scheduledTime(text: string, now: Date): ScheduledTime {
  const time = isoTime.safeParse(text).success ? Date.parse(text) : timeFromNow(text, now);
  if (time === undefined || Number.isNaN(time)) {
    const sentence =
      'Write a time with its zone as 2026-11-22T12:00:00Z, or "in 5 minutes", with minutes, hours or days.';
    return { ok: false, sentence };
  }
  const ahead = time - now.getTime();
  if (ahead > furthestDays * dayMs) {
    return {
      ok: false,
      sentence: `E-mail can be scheduled at most ${furthestDays} days ahead; choose an earlier time.`,
    };
  }
  if (ahead < -longestPastMs) {
    return { ok: false, sentence: 'This time is over; choose one to come, or leave it out to send at once.' };
  }
  return { ok: true, time: new Date(time) };
}

function timeFromNow(text: string, now: Date): number | undefined {
  const { count = '', unit = '' } = fromNow.exec(text.trim())?.groups ?? {};
  const milliseconds = unitMs[unit.toLowerCase()];
  return milliseconds === undefined ? undefined : now.getTime() + Number(count) * milliseconds;
}
