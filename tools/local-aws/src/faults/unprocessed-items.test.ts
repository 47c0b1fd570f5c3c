import * as fc from 'fast-check';
import * as z from 'zod';
import { seededRandom } from './seeded-random';
import { splitBatch } from './unprocessed-items';

const tables = fc
  .dictionary(fc.constantFrom('a', 'b', 'c'), fc.array(fc.integer(), { minLength: 1, maxLength: 9 }), {
    noNullPrototype: true,
  })
  .filter((requests) => Object.keys(requests).length > 0);
const processedOf = (value: unknown) =>
  z.object({ RequestItems: z.record(z.string(), z.array(z.number())) }).parse(value);
const count = (requests: Record<string, unknown[]>) => Object.values(requests).flat().length;

test('every item is processed or comes back, never both; some come back, and of several some are processed', () => {
  fc.assert(
    fc.property(tables, fc.integer(), (RequestItems, seed) => {
      const { processed, answered } = splitBatch('BatchWriteItem', { RequestItems }, seededRandom(seed));
      const { UnprocessedItems: left } = z
        .object({ UnprocessedItems: z.record(z.string(), z.array(z.number())) })
        .parse(answered({}));
      const done = processed ? processedOf(processed).RequestItems : {};
      const together = Object.entries(RequestItems).map(([table]) => [
        table,
        [...(done[table] ?? []), ...(left[table] ?? [])].sort(),
      ]);
      expect(Object.fromEntries(together)).toEqual(
        Object.fromEntries(Object.entries(RequestItems).map(([table, items]) => [table, [...items].sort()])),
      );
      expect(count(left)).toBeGreaterThan(0);
      expect(count(done) > 0).toBe(count(RequestItems) > 1);
    }),
  );
});

test('keys of a read come back with all that the request said of their table', () => {
  const RequestItems = { t: { Keys: [{ id: 1 }, { id: 2 }], ConsistentRead: true } };
  const { processed, answered } = splitBatch('BatchGetItem', { RequestItems }, seededRandom(1));
  const left = answered({ Responses: {} });
  for (const half of [processed, left && { RequestItems: (left as { UnprocessedKeys: object }).UnprocessedKeys }])
    expect(half).toMatchObject({ RequestItems: { t: { Keys: [{}], ConsistentRead: true } } });
  expect(left).toMatchObject({ Responses: {} });
});
