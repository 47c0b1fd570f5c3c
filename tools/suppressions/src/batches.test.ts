import { batchSize, gatherBatches } from './batches';

test('batches are full, and each has one end', () => {
  const batches = gatherBatches();
  const full = Array.from({ length: 2 * batchSize + 2 }, (_, line) =>
    batches.add({ line, email: `${line}`, ...(line % 2 === 1 && { expiresAt: 'then' }) }),
  ).filter((batch) => batch !== undefined);
  expect(full.map((batch) => [batch.length, new Set(batch.map(({ expiresAt }) => expiresAt)).size])).toEqual([
    [batchSize, 1],
    [batchSize, 1],
  ]);
  expect(batches.rest().map((batch) => batch.length)).toEqual([1, 1]);
  expect(batches.rest()).toEqual([]);
});

test('of many different ends only so many wait for more', () => {
  const batches = gatherBatches();
  const early = Array.from({ length: 60 }, (_, line) => batches.add({ line, email: 'a', expiresAt: `${line}` }));
  expect(early.filter((batch) => batch !== undefined).map((batch) => batch.length)).toEqual(Array(10).fill(1));
  expect(batches.rest()).toHaveLength(50);
});
