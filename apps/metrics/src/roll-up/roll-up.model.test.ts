import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { factWriter, ledgerTable, marksTable, type Fact } from '@sesame/ledger';
import { rollupOf } from '../counts/rollup';
import { fromRollupItem } from '../counts/rollup-item';
import { rollupTable } from '../counts/rollup-table';
import { tablesInMemory, type Gate } from '../counts/tables-in-memory.fixture';
import { everyInterleaving, type World } from './every-interleaving.fixture';
import { rollUp } from './roll-up';

const now = () => new Date('2026-11-22T12:05:00Z');
const names = { ledgerTable: 'ledger', marksTable: 'marks', rollupsTable: 'rollups' };
/** Two facts of one minute, in two shards of it. */
const facts = ['m-1', 'm-2'].map((messageId): Fact => {
  const sentAt = new Date('2026-11-22T12:00:00Z');
  return { connection: 'own', messageId, time: sentAt, sentAt, details: { type: 'delivery' } };
});

type Instead = (command: unknown) => unknown[];
const asItIs: Instead = (command) => [command];

/** Two writers and as many roll-ups as are wanted, on the very code that is deployed; only the tables are in memory. */
function world(instead: Instead, { rollUps, intervals }: { rollUps: number; intervals: number }): World {
  const tables = tablesInMemory();
  const client = (gate?: Gate, through = asItIs) => tables.client(gate, through);
  const counter = (name: string) => {
    let count = 0;
    return () => `${name}-${(count += 1)}`;
  };
  const write = async (fact: Fact, name: string, gate?: Gate) => {
    const dynamoDb = client(gate);
    const writer = factWriter({ dynamoDb, ...names, keptForDays: 90, now, newValue: counter(name) });
    expect(await writer.write([fact])).toEqual(new Map());
  };
  const run = async (name: string, until: number, gate?: Gate) => {
    const dynamoDb = client(gate, gate ? instead : asItIs);
    let lists = 0;
    const marks = marksTable({ dynamoDb, tableName: names.marksTable });
    await rollUp({
      ledger: ledgerTable({ dynamoDb, tableName: names.ledgerTable }),
      marks: { all: async (...asked) => ((lists += 1) > until ? [] : marks.all(...asked)) },
      rollups: rollupTable({ dynamoDb, ...names, keptForDays: 400, now }),
      connection: 'own',
      keptForDays: 90,
      now,
      newValue: counter(name),
      hasTime: () => true,
    }).then(({ failed }) => expect(failed).toEqual([]));
  };

  return {
    processes: [
      ...facts.map((fact, n) => (gate: Gate) => write(fact, `writer-${n}`, gate)),
      ...Array.from({ length: rollUps }, (_, n) => (gate: Gate) => run(`roll-up-${n}`, intervals, gate)),
    ],
    state: tables.snapshot,
    end: async (ended) => {
      // Whoever told of a fact and was not answered tells again; and a roll-up comes every minute.
      for (const [n, fact] of facts.entries()) if (!ended[n]) await write(fact, `again-${n}`);
      for (let times = 0; times < 3; times += 1) await run(`later-${times}`, 3);

      const counted = rollupOf();
      facts.forEach(counted.add);
      const found = tables.items('rollups').map((item) => fromRollupItem('minute', item));
      expect(found.map(({ period }) => period)).toEqual(['2026-11-22', '2026-11-22T12', '2026-11-22T12:00']);
      for (const { rollup } of found) expect(rollup).toEqual(counted.rollup());
      expect(tables.items('marks')).toEqual([]);
    },
  };
}

/** 2 and 3 follow the hours and the days, too, and take minutes and hours. */
const intervals = Number(process.env['SESAME_MODEL_INTERVALS'] ?? 1);
jest.setTimeout(intervals === 1 ? 60_000 : 24 * 3_600_000);

test('two writers and two roll-ups in every order, with a crash at each step, lose nothing', async () => {
  const { moments, ends } = await everyInterleaving(() => world(asItIs, { rollUps: 2, intervals }));
  expect(moments).toBeGreaterThan(1_000);
  expect(ends).toBeGreaterThan(10);
});

/** The delete of the mark without its condition. */
const unconditionally: Instead = (command) => {
  if (!(command instanceof TransactWriteCommand)) return [command];
  const TransactItems = command.input.TransactItems?.map((item) => {
    const { TableName, Key } = item.Delete ?? {};
    return Key ? { Delete: { TableName, Key } } : item;
  });
  return [new TransactWriteCommand({ TransactItems })];
};

/** The count written by itself first, and only the rest in a transaction. */
const plainSet: Instead = (command) => {
  if (!(command instanceof TransactWriteCommand)) return [command];
  const [counted, ...rest] = command.input.TransactItems ?? [];
  return [
    new TransactWriteCommand({ TransactItems: counted ? [counted] : [] }),
    new TransactWriteCommand({ TransactItems: rest }),
  ];
};

test.each([
  ['deletes the mark whatever its value', unconditionally],
  ['sets the count outside the transaction', plainSet],
])('a roll-up that %s is found out', async (_, wrongly) => {
  await expect(everyInterleaving(() => world(wrongly, { rollUps: 2, intervals: 1 }))).rejects.toThrow('toEqual');
});
