import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddBatch } from './add-rows';
import { RefusedError } from './api';
import { importFile } from './import-file';

const folder = mkdtempSync(join(tmpdir(), 'suppressions-csv-'));
const path = join(folder, 'list.csv');
afterAll(() => rmSync(folder, { recursive: true }));

let said: string[];
const progress = { show: () => undefined, say: (line: string) => void said.push(line), end: () => undefined };
beforeEach(() => (said = []));

async function imported(text: string, add: AddBatch) {
  writeFileSync(path, text);
  return importFile(path, add, progress);
}
const lines = (count: number) => Array.from({ length: count }, (_, index) => `jane.${index}@example.com\n`).join('');
const refusing =
  (bad: string, added: string[]): AddBatch =>
  async (emails) => {
    const index = emails.indexOf(bad);
    if (index === -1) return void added.push(...emails);
    const field = `emails[${index}]`;
    throw new RefusedError(422, 'validation_error', '', [{ field, message: `${bad} is no address` }]);
  };

test('every address is added once, a hundred at a time, a few batches at the same time', async () => {
  const added: string[] = [];
  let atWork = 0;
  let most = 0;
  const add: AddBatch = async (emails) => {
    most = Math.max(most, (atWork += 1));
    await new Promise((resolve) => setImmediate(resolve));
    atWork -= 1;
    added.push(...emails);
  };
  await expect(imported(`email\n${lines(2_050)}`, add)).resolves.toMatchObject({ added: 2_050, rejected: 0 });
  expect(new Set(added).size).toBe(2_050);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(8);
  expect(existsSync(`${path}.rejected.csv`)).toBe(false);
});

test('bad lines are named by their number, written with the reason, and spoil no other', async () => {
  const added: string[] = [];
  const text = 'email,name\njane@example.com,Jane\n"x"y,\nnobody,Nobody\n,\njohn@example.com,John\n';
  const outcome = await imported(text, refusing('nobody', added));
  expect(outcome).toEqual({ added: 2, rejected: 3, rejectedFile: `${path}.rejected.csv` });
  expect(added).toEqual(['jane@example.com', 'john@example.com']);
  expect(said).toEqual([
    'Columns that say nothing to Sesame: name.',
    'Line 3: text follows a closing quote.',
    'Line 5: there is no address.',
    'Line 4: Sesame refuses it.',
  ]);
  expect(readFileSync(outcome.rejectedFile, 'utf8').split('\r\n')).toEqual([
    'line,problem,email,expires_at,source',
    '3,text follows a closing quote,,,"""x""y,"',
    '5,there is no address,,,',
    '4,nobody is no address,nobody,,',
    '',
  ]);
  expect(said.join(' ')).not.toContain('@');
});

test('what was rejected can be mended there and imported from there', async () => {
  await imported('email\nnobody\n', refusing('nobody', []));
  const rejected = readFileSync(`${path}.rejected.csv`, 'utf8');
  const added: string[] = [];
  await imported(rejected.replace(',nobody,', ',jane@example.com,'), refusing('nobody', added));
  expect(added).toEqual(['jane@example.com']);
  expect(existsSync(`${path}.rejected.csv`)).toBe(false);
});

test('a failure that is not about a line ends the import', async () => {
  const failure = new RefusedError(403, 'invalid_api_key', '', []);
  const add = jest.fn().mockRejectedValue(failure);
  await expect(imported(`email\n${lines(5_000)}`, add)).rejects.toBe(failure);
  expect(add.mock.calls.length).toBeLessThanOrEqual(8);
});

test('a file that is not there is said to be not there', async () => {
  await expect(importFile(join(folder, 'other.csv'), jest.fn(), progress)).rejects.toThrow('There is no file');
});
