import { forEachAtOnce } from './at-once';

const tick = () => new Promise((resolve) => setImmediate(resolve));

test('answers stand in the order of the items, and never more than allowed are at work', async () => {
  let atWork = 0;
  let most = 0;
  const { answers } = await forEachAtOnce([1, 2, 3, 4, 5], 2, async (item) => {
    most = Math.max(most, (atWork += 1));
    await tick();
    atWork -= 1;
    return { item };
  });
  expect(answers).toEqual([1, 2, 3, 4, 5].map((item) => ({ item })));
  expect(most).toBe(2);
});

test('after a failure nothing more is begun, and what had begun is told', async () => {
  const begun: number[] = [];
  const failure = new Error('no');
  const outcomes = await forEachAtOnce([1, 2, 3, 4, 5], 2, async (item) => {
    begun.push(item);
    await tick();
    if (item === 1) throw failure;
    return { item };
  });
  expect(begun).toEqual([1, 2]);
  expect(outcomes).toEqual({ answers: [undefined, { item: 2 }, undefined, undefined, undefined], failure });
});

test('nothing to do is nothing done', async () => {
  await expect(forEachAtOnce([], 2, async () => ({}))).resolves.toEqual({ answers: [] });
});
