import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { unpackCode } from './unpack-code';

const folder = mkdtempSync(join(tmpdir(), 'unpack-code-'));
const cache = join(folder, 'cache');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function zip(files: Record<string, string>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));
}

it('unpacks files into folders of their own', () => {
  const unpacked = unpackCode(zip({ 'src/handler.mjs': 'export {};', 'package.json': '{}' }), cache);
  expect(readFileSync(join(unpacked, 'src', 'handler.mjs'), 'utf8')).toBe('export {};');
  expect(existsSync(join(unpacked, 'package.json'))).toBe(true);
});

it('takes a cache folder that is named from where the process runs', () => {
  const unpacked = unpackCode(zip({ 'a.mjs': 'here' }), relative(process.cwd(), cache));
  expect(existsSync(join(cache, unpacked.slice(cache.length), 'a.mjs'))).toBe(true);
});

it('does not unpack the same content again, and keeps different content apart', () => {
  const one = unpackCode(zip({ 'a.mjs': '1' }), cache);
  writeFileSync(join(one, 'mark'), '');
  expect(unpackCode(zip({ 'a.mjs': '1' }), cache)).toBe(one);
  expect(existsSync(join(one, 'mark'))).toBe(true);
  expect(unpackCode(zip({ 'a.mjs': '2' }), cache)).not.toBe(one);
});

it('refuses an entry that leads out of the folder, and leaves nothing behind', () => {
  const before = readdirSync(cache);
  expect(() => unpackCode(zip({ '../evil.mjs': '' }), cache)).toThrow('leads out of its folder');
  expect(existsSync(join(cache, 'evil.mjs'))).toBe(false);
  expect(readdirSync(cache)).toEqual(before);
});
