import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportFile } from './export-file';

const folder = mkdtempSync(join(tmpdir(), 'suppressions-csv-'));
const path = join(folder, 'list.csv');
const progress = { show: () => undefined, say: () => undefined, end: () => undefined };
const entry = (id: string, email: string, expires_at: string | null = null) => ({
  id,
  email,
  origin: 'manual',
  source_id: null,
  created_at: '2026-11-22T10:00:00.000Z',
  expires_at,
});

let server: Server;
let url: string;
let asked: (string | undefined)[];
let answers: { status: number; body: object }[];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url);
    const { status, body } = answers.shift() ?? { status: 500, body: {} };
    response.writeHead(status).end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  asked = [];
  answers = [];
});

test('pages become one file, which is there when it is complete; who asks to wait is asked again', async () => {
  answers = [
    { status: 200, body: { has_more: true, data: [entry('a', 'jane@example.com', '2027-01-01T00:00:00.000Z')] } },
    { status: 503, body: {} },
    { status: 200, body: { has_more: false, data: [entry('b', 'a,b@example.com')] } },
  ];
  await expect(exportFile(path, { url, key: 'key' }, { origin: 'manual' }, progress)).resolves.toEqual({ exported: 2 });
  expect(asked).toEqual([
    '/suppressions?limit=100&origin=manual',
    '/suppressions?limit=100&after=a&origin=manual',
    '/suppressions?limit=100&after=a&origin=manual',
  ]);
  expect(readFileSync(path, 'utf8').split('\r\n')).toEqual([
    'email,origin,created_at,expires_at,source_id,stream',
    'jane@example.com,manual,2026-11-22T10:00:00.000Z,2027-01-01T00:00:00.000Z,,',
    '"a,b@example.com",manual,2026-11-22T10:00:00.000Z,,,',
    '',
  ]);
  expect(existsSync(`${path}.partial`)).toBe(false);
});

test('a refusal leaves the file of before as it was', async () => {
  const before = readFileSync(path, 'utf8');
  answers = [{ status: 403, body: { name: 'invalid_api_key' } }];
  await expect(exportFile(path, { url, key: 'key' }, {}, progress)).rejects.toMatchObject({
    status: 403,
    errorName: 'invalid_api_key',
  });
  expect(readFileSync(path, 'utf8')).toBe(before);
});
