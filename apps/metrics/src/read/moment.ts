import * as z from 'zod/mini';

const day = z.iso.date();
const time = z.iso.datetime({ offset: true });
/** Before, ISO texts have another length, and nothing was counted. */
const earliest = Date.UTC(2000, 0, 1);
const latest = Date.UTC(9000, 0, 1);

/** A day, which is its beginning in UTC, or a time with `Z` or an offset. */
export const moment = z.pipe(
  z.string().check(
    z.refine((text) => momentIn(text) !== undefined, {
      error: 'must be a day such as 2026-11-22 or a time such as 2026-11-22T12:00:00Z',
    }),
  ),
  z.transform((text) => momentIn(text) ?? new Date(Number.NaN)),
);

function momentIn(text: string): Date | undefined {
  if (!z.safeParse(day, text).success && !z.safeParse(time, text).success) return undefined;
  const found = Date.parse(text);
  return found >= earliest && found < latest ? new Date(found) : undefined;
}
