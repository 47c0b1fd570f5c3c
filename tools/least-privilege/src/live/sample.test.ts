import { dice } from '@sesame/event-generator';
import { sample } from './sample';

const things = Array.from({ length: 30 }, (_, index) => ({ index, group: index % 5 }));
const drawn = (seed: number, many: number) => sample(things, many, ({ group }) => group, dice(seed));

test('a seed draws the same again, and another seed others', () => {
  expect(drawn(7, 10)).toEqual(drawn(7, 10));
  expect(drawn(7, 10)).not.toEqual(drawn(8, 10));
});

test('no thing is drawn twice, and no group a second time before every group was', () => {
  const some = drawn(3, 10);
  expect(new Set(some).size).toBe(10);
  expect(
    some
      .slice(0, 5)
      .map(({ group }) => group)
      .sort(),
  ).toEqual([0, 1, 2, 3, 4]);
});

test('fewer than none are none, and more than there are are all', () => {
  expect(drawn(3, -1)).toEqual([]);
  expect(drawn(3, 99)).toHaveLength(things.length);
});
