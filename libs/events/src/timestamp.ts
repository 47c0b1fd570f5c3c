import * as z from 'zod/mini';

const pattern = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2})(?:[.,](\d{1,9}))? ?(?:([Zz])|([+-]\d{2}):?(\d{2}))?$/;
const earliest = Date.UTC(1970, 0, 1);
const latest = Date.UTC(9000, 0, 1);

/**
 * The moment a timestamp of SES names, or `undefined`. SES writes `2026-11-20T09:15:03.669Z`; samples also show
 * `2018-10-08T14:05:45 +0000` and offsets such as `-05:00`. Without an offset it is UTC; beyond milliseconds digits are cut.
 * Moments before 1970 or after 8999 are none: their ISO text would not sort as time does.
 */
export function parseTimestamp(text: string): Date | undefined {
  const [, day, clock, fraction = '', , hours = '+00', minutes = '00'] = pattern.exec(text) ?? [];
  if (day === undefined || clock === undefined) return undefined;
  const local = `${day}T${clock}.${fraction.slice(0, 3).padEnd(3, '0')}`;
  const time = Date.parse(`${local}${hours}:${minutes}`);
  const isOnTheCalendar = new Date(`${local}Z`).toJSON() === `${local}Z`;
  return isOnTheCalendar && time >= earliest && time < latest ? new Date(time) : undefined;
}

/** A timestamp of SES, as a Date. */
export const timestamp = z.pipe(
  z.string(),
  z.transform((text, context) => {
    const time = parseTimestamp(text);
    if (time !== undefined) return time;
    context.issues.push({ code: 'invalid_type', expected: 'date', input: undefined });
    return z.NEVER;
  }),
);
