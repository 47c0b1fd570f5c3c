import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { call } from './given';
import { type SesameProcess, startSesame } from './sesame-process';

/** `SESAME_CSV_ROWS=100000` tells the story at the length that CONTRIBUTING names; by default it is short. */
const rows = Number(process.env['SESAME_CSV_ROWS'] ?? 500);
const tool = resolve(__dirname, '..', 'tools', 'suppressions', 'run.mjs');
const folder = mkdtempSync(join(tmpdir(), 'sesame-csv-'));
const timeoutMs = 15 * 60_000;

let sesame: SesameProcess;
beforeAll(async () => {
  sesame = await startSesame();
}, timeoutMs);
afterAll(async () => {
  await sesame.stop();
  rmSync(folder, { recursive: true });
});

/** Runs the command as `npm run suppressions -- …` does, and tells what it said. */
async function suppressions(command: string, file: string, ...options: string[]) {
  const child = spawn(process.execPath, [tool, command, file, '--api', sesame.api, ...options], {
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(child, 'close');
  return { code: child.exitCode, said };
}

async function listed(): Promise<string[]> {
  const emails: string[] = [];
  let after: string | undefined;
  do {
    const { body } = await call(
      sesame,
      'GET',
      `/suppressions?limit=100${after === undefined ? '' : `&after=${after}`}`,
    );
    const data = body['data'] as { id: string; email: string }[];
    emails.push(...data.map(({ email }) => email));
    after = body['has_more'] === true ? data.at(-1)?.id : undefined;
  } while (after !== undefined);
  return emails;
}

const inFile = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(',', 1)[0] ?? '')
    .filter(Boolean);

const report = (what: string, count: number, startedAt: number) => {
  const seconds = (performance.now() - startedAt) / 1000;
  process.stderr.write(`${what} ${count} in ${seconds.toFixed(1)} s, ${Math.round(count / seconds)} a second\n`);
};

test(
  'what is imported, what is listed page by page and what is exported are the same addresses',
  async () => {
    const addresses = Array.from(
      { length: rows },
      (_, index) => `Person.${(index * 7919) % rows}+${index}@example.net`,
    );
    const file = join(folder, 'list.csv');
    writeFileSync(file, ['email,origin', ...addresses.map((address) => `${address},manual`), ''].join('\r\n'));
    const expected = [...addresses].sort();

    let startedAt = performance.now();
    expect(await suppressions('import', file)).toMatchObject({
      code: 0,
      said: expect.stringContaining(`${rows} added`),
    });
    report('imported', rows, startedAt);

    startedAt = performance.now();
    const paged = await listed();
    report('listed', paged.length, startedAt);
    expect(paged).toHaveLength(rows);
    expect(paged.sort()).toEqual(expected);

    startedAt = performance.now();
    const exported = join(folder, 'exported.csv');
    expect(await suppressions('export', exported)).toMatchObject({ code: 0 });
    report('exported', rows, startedAt);
    expect(inFile(exported).sort()).toEqual(expected);

    // What no entry has is told after the whole index was read.
    startedAt = performance.now();
    expect(await call(sesame, 'GET', '/suppressions?origin=complaint')).toMatchObject({ body: { data: [] } });
    report('looked for an origin that none has among', rows, startedAt);

    expect(await suppressions('import', exported)).toMatchObject({ code: 0 });
    expect((await listed()).sort()).toEqual(expected);
  },
  timeoutMs,
);

test('bad lines are rejected with their numbers and reasons, the others are added, and no address is told on the screen', async () => {
  const file = join(folder, 'mixed.csv');
  const lines = [
    'email,expires_at',
    'good.one@example.org,',
    'nobody,',
    '"open@example.org,',
    'past@example.org,2020-01-01T00:00:00Z',
    'good.two@example.org,2999-01-01T00:00:00Z',
  ];
  writeFileSync(file, lines.join('\n'));
  const { code, said } = await suppressions('import', file);
  expect(code).toBe(1);
  expect(said).toContain('2 added');
  for (const line of [3, 4, 5]) expect(said).toContain(`Line ${line}:`);
  expect(said).not.toContain('@');

  const rejected = readFileSync(`${file}.rejected.csv`, 'utf8');
  expect(rejected).toMatch(/^3,.*nobody/m);
  expect(rejected).toMatch(/^4,a quote is opened and not closed/m);
  expect(rejected).toMatch(/^5,.*must lie in the future.*past@example\.org/m);
  const { body } = await call(sesame, 'GET', '/suppressions/good.two%40example.org');
  expect(body).toMatchObject({ origin: 'manual', expires_at: '2999-01-01T00:00:00.000Z' });
});

test('a wrong key, or a file that names no addresses, ends with exit code 2 and a sentence', async () => {
  const file = join(folder, 'without-header.csv');
  writeFileSync(file, 'jane@example.com\n');
  expect(await suppressions('import', file)).toMatchObject({
    code: 2,
    said: expect.stringContaining('"email" among them'),
  });
  expect(existsSync(`${file}.rejected.csv`)).toBe(false);
  expect(await suppressions('export', join(folder, 'none.csv'), '--origin', 'spam')).toMatchObject({
    code: 2,
    said: expect.stringContaining('--origin is one of'),
  });
});
