import { newEmailId } from '@sesame/email';
import fc from 'fast-check';
import { recentIds, type IdsOfDay } from './recent-ids';

const now = new Date('2026-11-22T12:00:00.000Z');
const dayMs = 24 * 60 * 60_000;
const cursorBeyond = 'ffffffff-ffff-7fff-bfff-ffffffffffff';

/** The index by days, in memory, and how often it was asked. */
function index(times: readonly number[]) {
  const all = times.map((time) => newEmailId(new Date(time))).sort();
  const dayOf = (id: string) => new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toISOString();
  let reads = 0;
  const idsOfDay: IdsOfDay = async (day, options) => {
    reads += 1;
    const ids = all.filter((id) => dayOf(id).startsWith(day));
    if ('newerThan' in options) return ids.filter((id) => id > options.newerThan).slice(0, options.limit);
    const { olderThan = cursorBeyond, limit } = options;
    return ids
      .filter((id) => id < olderThan)
      .reverse()
      .slice(0, limit);
  };
  return { newestFirst: all.toReversed(), idsOfDay, reads: () => reads };
}

/** Ages of e-mails, in milliseconds: crowded and days apart, and some of one moment. */
const ages = fc.array(
  fc.oneof(
    fc.integer({ min: 0, max: 5 }),
    fc.integer({ min: 0, max: 2 * dayMs }),
    fc.integer({ min: 0, max: 90 * dayMs }),
  ),
  { maxLength: 60 },
);

test('paging through any e-mails, in pages of any size and in either direction, gives each exactly once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(ages, fc.integer({ min: 1, max: 100 }), async (ages, limit) => {
      const { newestFirst, idsOfDay } = index(ages.map((age) => now.getTime() - age));

      const forwards: string[] = [];
      for (let hasMore = true; hasMore;) {
        const after = forwards.at(-1);
        const page = await recentIds(idsOfDay, { limit, ...(after !== undefined && { after }) }, now);
        forwards.push(...page.ids);
        hasMore = page.hasMore;
        expect(hasMore).toBe(forwards.length < newestFirst.length);
      }
      expect(forwards).toEqual(newestFirst);

      const backwards = newestFirst.slice(-1);
      for (let hasMore = newestFirst.length > 0; hasMore;) {
        const page = await recentIds(idsOfDay, { limit, before: backwards[0] ?? '' }, now);
        backwards.unshift(...page.ids);
        hasMore = page.hasMore;
        expect(hasMore).toBe(backwards.length < newestFirst.length);
      }
      expect(backwards).toEqual(newestFirst);
    }),
    { numRuns: 50 },
  );
});

test('a day that has enough is the only one that is read, and nothing at all takes as many reads as days are kept', async () => {
  const busy = index(Array.from({ length: 30 }, (_, n) => now.getTime() - n));
  expect((await recentIds(busy.idsOfDay, { limit: 20 }, now)).ids).toHaveLength(20);
  expect(busy.reads()).toBe(1);

  const empty = index([]);
  expect(await recentIds(empty.idsOfDay, { limit: 20 }, now)).toEqual({ ids: [], hasMore: false });
  expect(empty.reads()).toBe(94);
});

test.each([
  ['after', '00000000-0000-4000-8000-000000000000', 0],
  ['before', '00000000-0000-4000-8000-000000000000', 3],
  ['after', cursorBeyond, 3],
  ['before', cursorBeyond, 0],
])('%s the id of no e-mail, %s, are %d', async (direction, id, count) => {
  const { idsOfDay } = index([0, dayMs, 50 * dayMs].map((age) => now.getTime() - age));

  expect((await recentIds(idsOfDay, { limit: 20, [direction]: id }, now)).ids).toHaveLength(count);
});

test('an e-mail whose clock was ahead is on the first page', async () => {
  const midnight = new Date('2026-11-22T23:59:59.900Z');
  const { idsOfDay, newestFirst } = index([midnight.getTime() + 200]);

  expect((await recentIds(idsOfDay, { limit: 20 }, midnight)).ids).toEqual(newestFirst);
});
