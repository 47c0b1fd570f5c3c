import { mkdtempSync, rmSync, mkdirSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Call } from './api';
import { diffTemplates } from './diff-templates';
import { pullTemplates } from './pull-templates';
import { pushTemplates } from './push-templates';
import { repairTemplates } from './repair-templates';
import type { Terminal } from './terminal';

const id = '0193a1b2-c3d4-7e5f-8091-a2b3c4d5e6f7';
const welcome = {
  name: 'Welcome',
  from: null,
  reply_to: null,
  stream: null,
  subject: 'Hello {{name}}',
  html: '<p>Hello {{name}}</p>',
  text: null,
  variables: null,
};

let folder: string;
let calls: string[];
let said: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sesame-templates-'));
  calls = [];
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const terminalSaying = (answer: boolean): Terminal => ({
  say: (line) => void said.push(line),
  print: (line) => void said.push(line),
  confirm: async () => answer,
});
/** A server that has this template, or none, and tells which calls change it. */
function serverWith(content: typeof welcome | undefined, states: { version: number; state: string }[] = []): Call {
  return async (method, path) => {
    if (method !== 'GET') calls.push(`${method} ${path}`);
    if (path.endsWith('/ses?limit=10')) return { data: states };
    if (path.startsWith('/templates?')) return { has_more: false, data: content ? [{ id, alias: 'welcome' }] : [] };
    if (method === 'GET') return { ...content, status: 'draft', has_unpublished_versions: true };
    return { id, warnings: [] };
  };
}
function put(alias: string, files: Record<string, string>): void {
  mkdirSync(join(folder, alias));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, alias, name), text);
}
const putWelcome = (replaced: Record<string, string> = {}) =>
  put('welcome', {
    'template.json': '{"name": "Welcome"}',
    'subject.txt': 'Hello {{name}}\n',
    'body.html': welcome.html,
    ...replaced,
  });
const push = { json: false, yes: true, publish: false, prune: false };

test('nothing is pushed where nothing differs, and publishing is still to be done', async () => {
  putWelcome();
  expect(await pushTemplates(folder, push, serverWith(welcome), terminalSaying(true))).toBe(0);
  expect(calls).toEqual([]);
  await pushTemplates(folder, { ...push, publish: true }, serverWith(welcome), terminalSaying(true));
  expect(calls).toEqual([`POST /templates/${id}/publish`]);
});

test('what differs is changed, and what is new is created', async () => {
  putWelcome({ 'subject.txt': 'Good day\n' });
  put('receipt', { 'template.json': '{"name": "Receipt"}', 'body.html': '<p>Paid</p>' });
  await pushTemplates(folder, push, serverWith(welcome), terminalSaying(true));
  expect(calls).toEqual(['POST /templates', `PATCH /templates/${id}`]);
});

test('who declines changes nothing, and ends with 1', async () => {
  putWelcome({ 'subject.txt': 'Good day\n' });
  expect(await pushTemplates(folder, { ...push, yes: false }, serverWith(welcome), terminalSaying(false))).toBe(1);
  expect(calls).toEqual([]);
});

test('what is only on the server is removed with --prune alone', async () => {
  await pushTemplates(folder, push, serverWith(welcome), terminalSaying(true));
  expect(calls).toEqual([]);
  await pushTemplates(folder, { ...push, prune: true }, serverWith(welcome), terminalSaying(true));
  expect(calls).toEqual([`DELETE /templates/${id}`]);
});

test('sample data that lack a variable keep everything from being pushed', async () => {
  putWelcome({ 'sample.json': '{}' });
  const pushed = pushTemplates(folder, push, serverWith(undefined), terminalSaying(true));
  await expect(pushed).rejects.toThrow(/sample\.json: .*name/);
  expect(calls).toEqual([]);
});

test('a template of marketing mail without a link to unsubscribe is warned of, and its sample has none of its own', async () => {
  putWelcome({ 'template.json': '{"name": "Welcome", "stream": "marketing"}' });
  await pushTemplates(folder, push, serverWith(welcome), terminalSaying(true));
  expect(said).toContainEqual(expect.stringMatching(/^warning: .*body\.html: .*unsubscribe_url/));
  expect(said).toContain('    stream');
  writeFileSync(join(folder, 'welcome', 'sample.json'), '{"name": "Ada", "unsubscribe_url": "https://example.org"}');
  const pushed = pushTemplates(folder, push, serverWith(welcome), terminalSaying(true));
  await expect(pushed).rejects.toThrow(/sample\.json: unsubscribe_url/);
});

test('a template that could never be rendered is told with its line and column', async () => {
  putWelcome({ 'body.html': '<p>\n{{#if name}}</p>' });
  const diffed = diffTemplates(folder, { json: false, ses: false }, serverWith(welcome), terminalSaying(true));
  await expect(diffed).rejects.toThrow(/body\.html:\d+:\d+: /);
});

test('what SES does not hold as it was published is a difference, where it is asked for', async () => {
  putWelcome();
  const call = serverWith(welcome, [
    { version: 2, state: 'changed' },
    { version: 1, state: 'in_step' },
  ]);
  expect(await diffTemplates(folder, { json: false, ses: false }, call, terminalSaying(true))).toBe(0);
  expect(await diffTemplates(folder, { json: false, ses: true }, call, terminalSaying(true))).toBe(1);
  expect(said).toContain('changed in SES     welcome v2');
});

test('MJML is not lost to HTML that was changed on the server, unless one says so', async () => {
  put('welcome', { 'template.json': '{"name": "Welcome"}', 'body.mjml': '<mjml><mj-body></mj-body></mjml>' });
  const pull = { json: false, yes: true, replaceMjml: false };
  await expect(pullTemplates(folder, pull, serverWith(welcome), terminalSaying(true))).rejects.toThrow(
    '--replace-mjml',
  );
  expect(await pullTemplates(folder, { ...pull, replaceMjml: true }, serverWith(welcome), terminalSaying(true))).toBe(
    0,
  );
  expect(readFileSync(join(folder, 'welcome', 'body.html'), 'utf8')).toBe(welcome.html);
});

describe('repair', () => {
  const drifted = [
    { version: 3, state: 'changed' },
    { version: 2, state: 'in_step' },
  ];

  test('shows what SES does not hold as it was published, and has it put right', async () => {
    expect(await repairTemplates({ yes: true }, serverWith(welcome, drifted), terminalSaying(false))).toBe(0);
    expect(said).toContainEqual(expect.stringMatching(/^changed +welcome v3$/));
    expect(calls).toEqual([`POST /templates/${id}/ses`]);
  });

  test('changes nothing where it is declined, or where everything is in step', async () => {
    expect(await repairTemplates({ yes: false }, serverWith(welcome, drifted), terminalSaying(false))).toBe(1);
    expect(await repairTemplates({ yes: false }, serverWith(welcome, []), terminalSaying(false))).toBe(0);
    expect(calls).toEqual([]);
  });
});
