import type { Page } from '@sesame/lambda';
import { daysBetween, timeOfId } from './days';

/** Days are kept for ninety; the deletion of what has expired can take two more (DynamoDB, "Time to Live"). */
const keptForMs = 93 * 24 * 60 * 60_000;
/** So far the clocks of two functions may differ. */
const clockSkewMs = 60_000;

/** The ids of one UTC day, at most `limit`: the newest first that are older than one, or the oldest first that are newer. */
export type IdsOfDay = (
  day: string,
  options: { limit: number } & ({ olderThan?: string } | { newerThan: string }),
) => Promise<string[]>;

/**
 * The ids on one page of all e-mails, newest first, and whether more follow in its direction. An id holds its time, so a
 * page begins at the day of its cursor; days without e-mail are passed over, ever more of them at once (1, 2, 4, …), and
 * no more than are kept, so a page takes a bounded number of reads however little there is.
 */
export async function recentIds(
  idsOfDay: IdsOfDay,
  { limit, after, before }: Page,
  now: Date,
): Promise<{ ids: string[]; hasMore: boolean }> {
  const newest = now.getTime() + clockSkewMs;
  const oldest = now.getTime() - keptForMs;
  const cursor = before ?? after;
  const start = cursor === undefined ? newest : Math.min(Math.max(timeOfId(cursor), oldest), newest);
  const days = before === undefined ? daysBetween(oldest, start).reverse() : daysBetween(start, newest);
  const one = { limit: limit + 1, ...(before === undefined ? after && { olderThan: after } : { newerThan: before }) };

  const found: string[] = [];
  for (let from = 0, width = 1; from < days.length && found.length <= limit; from += width, width *= 2) {
    const ids = await Promise.all(days.slice(from, from + width).map((day) => idsOfDay(day, one)));
    found.push(...ids.flat());
  }
  const page = found.slice(0, limit);
  return { ids: before === undefined ? page : page.reverse(), hasMore: found.length > limit };
}
