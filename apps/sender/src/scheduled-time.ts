import * as z from 'zod/mini';

/** A time as it was asked for: at a time, or so much later than whenever it is asked. */
export type TimeAskedFor = { at: Date } | { afterMs: number };

/** The time a text names, or a sentence that says what is wrong with it. */
export type ScheduledTime = { ok: true; time: Date } | { ok: false; sentence: string };

const dayMs = 24 * 60 * 60_000;
const furthestDays = 30;
/** What the clock of who asks may be behind, and the way here: a time so little over means at once. */
const longestPastMs = 60_000;

const isoTime = z.iso.datetime({ offset: true });
const fromNow = /^in (?<count>\d{1,6}) (?<unit>min|minute|hour|day)s?$/i;
const unitMs: Record<string, number> = { min: 60_000, minute: 60_000, hour: 60 * 60_000, day: dayMs };

/**
 * When `scheduled_at` asks for an e-mail to be sent: ISO 8601 with a time zone (`2026-11-22T12:00:00Z`), or from `now` on
 * (`in 5 min`, `in 2 hours`, `in 3 days`), and at most 30 days ahead. A time that has just come means at once; one that
 * is over for more than a minute is a mistake.
 */
export function scheduledTime(text: string, now: Date): ScheduledTime {
  const read = readScheduledTime(text);
  return read.ok ? timeOf(read.asked, now) : read;
}

/** What a text asks for, whenever that is. */
export function readScheduledTime(text: string): { ok: true; asked: TimeAskedFor } | { ok: false; sentence: string } {
  if (isoTime.safeParse(text).success) return { ok: true, asked: { at: new Date(text) } };
  const { count = '', unit = '' } = fromNow.exec(text.trim())?.groups ?? {};
  const milliseconds = unitMs[unit.toLowerCase()];
  if (milliseconds !== undefined) return { ok: true, asked: { afterMs: Number(count) * milliseconds } };
  const sentence =
    'Write a time with its zone as 2026-11-22T12:00:00Z, or "in 5 minutes", with minutes, hours or days.';
  return { ok: false, sentence };
}

/** The time that is asked for, if it is within the limits. */
export function timeOf(asked: TimeAskedFor, now: Date): ScheduledTime {
  const time = 'at' in asked ? asked.at.getTime() : now.getTime() + asked.afterMs;
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
