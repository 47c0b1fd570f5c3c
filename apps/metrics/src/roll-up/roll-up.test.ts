import { factWriter, ledgerTable, marksTable, type Fact } from '@sesame/ledger';
import fc from 'fast-check';
import { aFact, facts } from '../counts/facts.fixture';
import { periodOf } from '../counts/period';
import { rollupOf } from '../counts/rollup';
import { fromRollupItem } from '../counts/rollup-item';
import { rollupTable } from '../counts/rollup-table';
import { tablesInMemory } from '../counts/tables-in-memory.fixture';
import { rebuild } from '../rebuild/rebuild';
import { rollUp } from './roll-up';

/** Sesame's ledger, marks and rollups in memory, at a time when they are asked. */
function counters(at = '2027-01-10T00:00:00Z') {
  const tables = tablesInMemory();
  const dynamoDb = tables.client();
  const names = { ledgerTable: 'ledger', marksTable: 'marks', rollupsTable: 'rollups' };
  let values = 0;
  const newValue = () => `value-${(values += 1)}`;
  const clock = { now: new Date(at) };
  const now = () => clock.now;
  const marks = marksTable({ dynamoDb, tableName: names.marksTable });
  const { write } = factWriter({ dynamoDb, ...names, keptForDays: 90, now, newValue });
  const run = (hasTime = () => true) =>
    rollUp({
      ledger: ledgerTable({ dynamoDb, tableName: names.ledgerTable }),
      marks,
      rollups: rollupTable({ dynamoDb, ...names, keptForDays: 400, now }),
      connection: 'own',
      keptForDays: 90,
      now,
      newValue,
      hasTime,
    });
  const counts = () =>
    tables.items('rollups').map((item) => {
      const { period, rollup } = fromRollupItem('minute', item);
      return [period, rollup] as const;
    });
  return { tables, marks, newValue, clock, write, run, counts };
}

/** What is to be counted, from the facts alone. */
function countsOf(some: readonly Fact[], at: (fact: Fact) => Date) {
  const periods = new Map<string, ReturnType<typeof rollupOf>>();
  for (const fact of some) {
    for (const interval of ['minute', 'hour', 'day'] as const) {
      const period = periodOf(interval, at(fact));
      const counted = periods.get(period) ?? rollupOf();
      periods.set(period, counted);
      counted.add(fact);
    }
  }
  return [...periods].map(([period, counted]) => [period, counted.rollup()] as const).sort();
}
/** When a fact of these tests counts, by the rule and not by the code: not before its message, and some with it. */
function whenCounted({ details: { type }, time, sentAt }: Fact): Date {
  return ['first-open', 'first-click', 'unsubscribe'].includes(type) || time < sentAt ? sentAt : time;
}

test('counts are those of the facts, whatever order, duplicates, batches and roll-ups; and a rebuild gives the same', async () => {
  const deliveries = facts.chain((some) =>
    fc.tuple(
      fc.constant(some),
      fc.shuffledSubarray([...some, ...some.slice(0, 8)], { minLength: some.length + Math.min(8, some.length) }),
      fc.integer({ min: 1, max: 9 }),
    ),
  );
  await fc.assert(
    fc.asyncProperty(deliveries, async ([some, delivered, size]) => {
      const { tables, marks, newValue, write, run, counts } = counters();
      for (let at = 0; at < delivered.length; at += size) {
        expect(await write(delivered.slice(at, at + size))).toEqual(new Map());
        if (at % 2 === 0) await Promise.all([run(), run()]);
      }
      await run();
      await run();
      expect(tables.items('marks')).toEqual([]);
      const incremental = counts();
      expect(new Map(incremental)).toEqual(new Map(countsOf(some, whenCounted)));

      const range = { from: new Date('2026-12-31T23:55:00Z'), to: new Date('2027-01-01T01:37:00Z') };
      await rebuild({ marks, connection: 'own', newValue }, range);
      await run();
      expect(counts()).toEqual(incremental);
      tables.clear('rollups');
      await rebuild({ marks, connection: 'own', newValue }, range);
      await run();
      expect(counts()).toEqual(incremental);
    }),
    { numRuns: Number(process.env['SESAME_LAW_RUNS'] ?? 10) },
  );
});

test('a late fact is counted in its own minute, hour and day', async () => {
  const { write, run, counts } = counters('2026-11-30T00:00:00Z');
  await write([aFact()]);
  await run();
  await write([aFact({ recipient: 'r-2' })]);
  expect(await run()).toMatchObject({ settled: 3, lost: 0, failed: [] });
  expect(counts().map(([period, rollup]) => [period, rollup.get('overall')?.get('all')?.delivered])).toEqual([
    ['2026-11-22', 2],
    ['2026-11-22T12', 2],
    ['2026-11-22T12:00', 2],
  ]);
});

test('a minute whose oldest facts may be gone keeps its count, and loses its mark', async () => {
  const { tables, clock, marks, newValue, write, run, counts } = counters('2026-11-22T12:05:00Z');
  await write([aFact()]);
  await run();
  const before = counts();
  clock.now = new Date('2027-02-19T12:00:00Z');
  tables.clear('ledger');
  await marks.set([{ connection: 'own', interval: 'minute', period: '2026-11-22T12:00', value: newValue() }]);
  expect(await run()).toMatchObject({ closed: 1, settled: 0 });
  expect(counts()).toEqual(before);
  expect(tables.items('marks')).toEqual([]);
});

test('a minute without facts has no rollup, and neither have its hour and its day', async () => {
  const { tables, write, run, counts, marks, newValue } = counters('2026-11-22T12:05:00Z');
  await write([aFact()]);
  await run();
  tables.clear('ledger');
  await marks.set([{ connection: 'own', interval: 'minute', period: '2026-11-22T12:00', value: newValue() }]);
  await run();
  expect(counts()).toEqual([]);
});

test('a run that has no more time leaves the rest marked', async () => {
  const { tables, write, run } = counters('2026-11-22T12:05:00Z');
  await write([aFact()]);
  expect(await run(() => false)).toMatchObject({ settled: 0 });
  expect(tables.items('marks')).toHaveLength(1);
});
