import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Fact } from '@sesame/ledger';
import fc from 'fast-check';
import { measures, type Counts } from './counts';
import { aFact, facts } from './facts.fixture';
import { all, mergeOf, other, rollupOf, type Rollup } from './rollup';
import { fromRollupItem, toRollupItem } from './rollup-item';

const rolledUp = (some: readonly Fact[]): Rollup => {
  const counted = rollupOf();
  some.forEach(counted.add);
  return counted.rollup();
};
const sentBy = (rollup: Rollup, dimension: Parameters<Rollup['get']>[0]) =>
  Object.fromEntries([...(rollup.get(dimension) ?? [])].map(([value, { delivered }]) => [value, delivered]));

/** Many values of many tags, domains and templates: more than there is room for. */
const crowd = fc.array(
  fc.record({ tag: fc.integer({ min: 0, max: 14 }), value: fc.integer({ min: 0, max: 120 }) }).map(({ tag, value }) =>
    aFact({
      tags: { [`tag-${tag}`]: `value-${value}` },
      fromDomain: `d${value}.example`,
      template: `t-${value}`,
    }),
  ),
  { maxLength: 300, size: 'max' },
);

test('rollups of parts put together in any order and steps are the rollup of the whole, also beyond the caps', () => {
  fc.assert(
    fc.property(fc.oneof(crowd, facts), fc.nat(), fc.nat(), (some, one, another) => {
      const [from, to] = [one % (some.length + 1), another % (some.length + 1)].sort((a, b) => a - b);
      const parts = [some.slice(0, from), some.slice(from, to), some.slice(to)].map(rolledUp);
      const [a = new Map(), b = new Map(), c = new Map()] = parts;
      const whole = rolledUp(some);
      expect(mergeOf([mergeOf([a, b]), c])).toEqual(whole);
      expect(mergeOf([c, mergeOf([b, a])])).toEqual(whole);
      expect(mergeOf([whole, new Map()])).toEqual(whole);
    }),
    { numRuns: 60 },
  );
});

test('beyond the caps nothing is lost: each dimension adds up to all', () => {
  fc.assert(
    fc.property(crowd, (some) => {
      const rollup = rolledUp(some);
      const sum = (dimension: string) =>
        [...rollup]
          .filter(([name]) => name === dimension || name.startsWith(`${dimension}:`))
          .flatMap(([, values]) => [...values.values()])
          .reduce((total, { delivered = 0 }) => total + delivered, 0);
      for (const dimension of ['overall', 'stream', 'domain', 'template', 'tag']) {
        expect({ dimension, sum: sum(dimension) }).toEqual({ dimension, sum: some.length });
      }
      expect([...rollup.keys()].filter((name) => name.startsWith('tag:')).length).toBeLessThanOrEqual(11);
      for (const values of rollup.values()) expect(values.size).toBeLessThanOrEqual(101);
    }),
    { numRuns: 30 },
  );
});

test('a fact counts in every dimension it has a value of, and a stream is what its configuration set is named for', () => {
  const rollup = rolledUp([aFact({ tags: { campaign: 'spring', kind: 'a' }, template: 'welcome-3' })]);
  expect([...rollup].map(([dimension, values]) => [dimension, ...values.keys()])).toEqual([
    ['overall', all],
    ['stream', 'transactional'],
    ['domain', 'example.com'],
    ['template', 'welcome-3'],
    ['tag:campaign', 'spring'],
    ['tag:kind', 'a'],
  ]);
  const bare = rolledUp([aFact({ configurationSet: 'somebody-elses', fromDomain: undefined })]);
  expect([...bare.keys()]).toEqual(['overall']);
});

test('values that are too many count as other', () => {
  const many = Array.from({ length: 50 }, (_, n) => aFact({ tags: { campaign: `c-${n}` } }));
  expect(sentBy(rolledUp(many), 'tag:campaign')[other]).toBe(10);
});

test('a rollup comes back from its item as it was', () => {
  fc.assert(
    fc.property(facts, (some) => {
      const counted = { interval: 'hour' as const, period: '2026-11-22T12', rollup: rolledUp(some) };
      const item = toRollupItem('own', counted, { keptForDays: 400, now: new Date(0) });
      expect(fromRollupItem('hour', item)).toEqual(counted);
    }),
  );
});

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
  'a tag and its value may be called %s, and come back from DynamoDB',
  (name) => {
    const rollup = rolledUp([aFact({ tags: Object.fromEntries([[name, name]]) })]);
    const counted = { interval: 'hour' as const, period: '2026-11-22T12', rollup };
    const item = toRollupItem('own', counted, { keptForDays: 400, now: new Date(0) });
    expect(fromRollupItem('hour', unmarshall(marshall(item, { removeUndefinedValues: true })))).toEqual(counted);
    expect([...(rollup.get(`tag:${name}`)?.keys() ?? [])]).toEqual([name]);
  },
);

test('the largest rollup there can be is less than the 400 KB of an item', () => {
  const counts: Counts = Object.fromEntries(measures.map((measure) => [measure, 123_456_789]));
  const values = (count: number, length: number) =>
    new Map(Array.from({ length: count + 1 }, (_, n) => [`${n}`.padStart(length, 'v'), counts]));
  const rollup: Rollup = new Map([
    ['overall', values(0, 3)],
    ['stream', values(1, 13)],
    ['domain', values(100, 100)],
    ['template', values(100, 64)],
    ...Array.from({ length: 10 }, (_, n) => [`tag:${'n'.repeat(62)}${n}`, values(40, 64)] as const),
    [`tag:${other}`, values(0, 7)],
  ]);
  const item = toRollupItem(
    'own',
    { interval: 'day', period: '2026-11-22', rollup },
    { keptForDays: 400, now: new Date() },
  );
  expect(bytesOf(item)).toBeLessThan(400 * 1024);
});

/** The size of an item as DynamoDB counts it at most (AWS documentation: "DynamoDB item sizes and formats"). */
function bytesOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  // One byte for two digits, and one beside.
  if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 1;
  if (typeof value !== 'object' || value === null) return 1;
  return Object.entries(value).reduce((sum, [name, one]) => sum + Buffer.byteLength(name) + bytesOf(one) + 1, 3);
}
