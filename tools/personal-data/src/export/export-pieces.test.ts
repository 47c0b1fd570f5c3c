import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bucket, Fact, FactPage } from '@sesame/ledger';
import { exportPieces } from './export-pieces';
import { piecesOf, type Piece } from './piece';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'export-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const fact = (minute: string) => ({ emailId: minute }) as Fact;
const days = piecesOf(Date.parse('2026-11-22T00:00Z'), Date.parse('2026-11-24T00:00Z'));

/** A ledger with a fact at noon and one in the last minute of each day; asked for a minute, it can be away. */
function parts(failsAt?: string) {
  const spent: number[] = [];
  const written: [string, number][] = [];
  const asked: string[] = [];
  return {
    ...{ spent, written, asked },
    async *pagesOf(buckets: Iterable<Bucket>): AsyncGenerator<FactPage> {
      for (const { minute } of buckets) {
        asked.push(minute);
        if (minute === failsAt) throw new Error('not now');
        const facts = /T(12:00|23:59)$/.test(minute) ? [fact(minute)] : [];
        yield { facts, readUnits: 0.5 };
      }
    },
    line: ({ emailId }: Fact) => ({ minute: emailId }),
    spend: async (units: number) => void spent.push(units),
    counted: ({ name }: Piece, facts: number) => void written.push([name, facts]),
  };
}

test('each day is a file with its facts minute by minute, and every read unit is spent', async () => {
  const ledger = parts();
  await exportPieces({ ...ledger, written: ledger.counted }, days, folder);
  expect(readdirSync(folder).sort()).toEqual(['2026-11-22.ndjson', '2026-11-23.ndjson']);
  expect(readFileSync(join(folder, '2026-11-23.ndjson'), 'utf8')).toBe(
    '{"minute":"2026-11-23T12:00"}\n{"minute":"2026-11-23T23:59"}\n',
  );
  expect(ledger.written).toEqual(days.map(({ name }) => [name, 2]));
  expect([ledger.asked[0], ledger.asked.at(-1), new Set(ledger.asked).size]).toEqual([
    '2026-11-22T00:00',
    '2026-11-23T23:59',
    2880,
  ]);
  expect(ledger.spent.reduce((sum, units) => sum + units, 0)).toBe(1440);
});

test('where it breaks off, the days before are whole and a file of before is as it was; the next run goes on', async () => {
  writeFileSync(join(folder, '2026-11-23.ndjson'), 'before\n');
  const broken = parts('2026-11-23T18:00');
  await expect(exportPieces({ ...broken, written: broken.counted }, days, folder)).rejects.toMatchObject({
    name: 'BrokenOff',
    piece: days[1],
    message: 'Error: not now',
  });
  expect(broken.written).toEqual([['2026-11-22', 2]]);
  expect(readFileSync(join(folder, '2026-11-23.ndjson'), 'utf8')).toBe('before\n');

  const next = parts();
  await exportPieces({ ...next, written: next.counted }, days.slice(1), folder);
  expect(readFileSync(join(folder, '2026-11-23.ndjson'), 'utf8').split('\n')).toHaveLength(3);
  expect(existsSync(join(folder, '2026-11-23.ndjson.partial'))).toBe(false);
});
