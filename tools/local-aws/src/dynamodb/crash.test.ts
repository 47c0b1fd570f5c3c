import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildSync } from 'esbuild';
import * as z from 'zod';
import type { DynamoDb } from './dynamodb';
import { crashTable, itemsPerTransaction } from './testing/crash-table';
import { openInTest } from './testing/open-in-test';

const folder = mkdtempSync(join(tmpdir(), 'local-aws-crash-'));
const dataFolder = join(folder, 'data');
const program = join(folder, 'crash-writer.cjs');

beforeAll(() => {
  buildSync({
    entryPoints: [join(__dirname, 'testing', 'crash-writer.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['dynalite'],
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Lets the program write, and kills it some milliseconds after its first answer; resolves with what it answered. */
function writeAndKill(round: number, killAfterMs: number): Promise<number[]> {
  const nodeModules = dirname(dirname(require.resolve('dynalite/package.json')));
  const child = spawn(process.execPath, [program, dataFolder, String(round)], {
    env: { ...process.env, NODE_PATH: nodeModules },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const answered: number[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.once('line', () => setTimeout(() => child.kill('SIGKILL'), killAfterMs));
  lines.on('line', (line) => answered.push(Number(line)));
  return new Promise((resolve) => lines.on('close', () => resolve(answered)));
}

const row = z.object({
  pk: z.object({ S: z.string() }),
  sk: z.object({ N: z.string() }),
  due_pk: z.object({ S: z.string() }),
  due_sk: z.object({ S: z.string() }),
});
const page = z.object({ Items: z.array(row), LastEvaluatedKey: z.record(z.string(), z.unknown()).optional() });

async function everything(dynamoDb: DynamoDb, index: { IndexName?: string }): Promise<string[]> {
  const rows: string[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const start = ExclusiveStartKey && { ExclusiveStartKey };
    const scanned = page.parse(await dynamoDb.call('Scan', { TableName: crashTable.TableName, ...index, ...start }));
    for (const { pk, sk, due_pk, due_sk } of scanned.Items) rows.push([pk.S, sk.N, due_pk.S, due_sk.S].join('|'));
    ExclusiveStartKey = scanned.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return rows.sort();
}

it('a killed process leaves whole transactions, all it answered, and indexes that agree with their items', async () => {
  const killAfterMs = [37, 110, 5, 180, 61];
  const answered: number[] = [];
  for (const [round, ms] of killAfterMs.entries()) {
    answered.push(...(await writeAndKill(round, ms)));
    const { dynamoDb } = await openInTest(dataFolder);
    const items = await everything(dynamoDb, {});
    const indexRows = await everything(dynamoDb, { IndexName: 'due' });
    await dynamoDb.stop();

    expect(indexRows).toEqual(items);
    const parts = new Map<string, number>();
    for (const item of items) {
      const [key = ''] = item.split('|');
      if (key.startsWith('transaction ')) parts.set(key, (parts.get(key) ?? 0) + 1);
    }
    expect([...parts].filter(([, count]) => count !== itemsPerTransaction)).toEqual([]);
    expect(answered.filter((n) => !parts.has(`transaction ${n}`))).toEqual([]);
  }
  expect(answered.length).toBeGreaterThan(100);
}, 30_000);
