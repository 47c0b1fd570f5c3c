import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { call } from './given';
import { type SesameProcess, startSesame } from './sesame-process';

const command = resolve(__dirname, '..', 'tools', 'sesame', 'run.mjs');
const folder = mkdtempSync(join(tmpdir(), 'sesame-templates-'));
const file = (name: string) => join(folder, 'welcome', name);
const timeoutMs = 120_000;

let sesame: SesameProcess;
beforeAll(async () => {
  sesame = await startSesame();
  mkdirSync(join(folder, 'welcome'));
  writeFileSync(file('template.json'), '{"name": "Welcome", "variables": [{"key": "name", "type": "string"}]}');
  writeFileSync(file('subject.txt'), 'Welcome, {{name}}\n');
  writeFileSync(file('sample.json'), '{"name": "Ada"}');
  writeFileSync(file('body.mjml'), mjml('Hello {{name}}'));
}, timeoutMs);
afterAll(async () => {
  await sesame.stop();
  rmSync(folder, { recursive: true });
});

const mjml = (text: string, attribute = 'color="#222222"') =>
  [
    '<mjml>',
    '<mj-body><mj-section><mj-column>',
    `<mj-text ${attribute}>${text}</mj-text>`,
    '</mj-column></mj-section></mj-body>',
    '</mjml>',
  ].join('\n');

/** Runs `npx sesame templates …` in a folder of its own, and tells what it printed and said. */
async function templates(...words: string[]) {
  const child = spawn(process.execPath, [command, 'templates', ...words], {
    cwd: folder,
    env: { PATH: process.env['PATH'], SESAME_BASE_URL: sesame.api },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(child, 'close');
  return { code: child.exitCode, said };
}

test(
  'a folder is pushed and published, a change behind its back is shown, and pulled',
  async () => {
    expect(await templates('diff', '.')).toMatchObject({ code: 1, said: expect.stringMatching(/^create +welcome$/m) });
    expect(await templates('push', '.')).toMatchObject({ code: 2, said: expect.stringContaining('--yes') });
    expect(await templates('push', '.', '--yes', '--publish')).toMatchObject({
      code: 0,
      said: expect.stringContaining('published welcome'),
    });
    expect(await templates('diff', '.')).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^unchanged +welcome$/m),
    });
    const rendered = await call(sesame, 'POST', '/templates/welcome/render', {
      body: { version: 1, variables: { name: 'Ada' } },
    });
    expect(rendered.body).toMatchObject({ subject: 'Welcome, Ada', html: expect.stringContaining('Hello Ada') });

    await call(sesame, 'PATCH', '/templates/welcome', { body: { subject: 'Good day, {{name}}' } });
    const { code, said } = await templates('diff', '.');
    expect(code).toBe(1);
    expect(said).toMatch(/^change +welcome\n +subject\n +- Good day, \{\{name\}\}\n +\+ Welcome, \{\{name\}\}$/m);

    expect(await templates('pull', '.', '--yes')).toMatchObject({ code: 0 });
    expect(readFileSync(file('subject.txt'), 'utf8')).toBe('Good day, {{name}}\n');
    expect(readFileSync(file('body.mjml'), 'utf8')).toBe(mjml('Hello {{name}}'));
    expect(await templates('diff', '.')).toMatchObject({ code: 0 });
  },
  timeoutMs,
);

test(
  'an error in MJML names its line, and sample data the variable that they lack, before anything is pushed',
  async () => {
    writeFileSync(file('body.mjml'), mjml('Hello {{name}}', 'colour="red"'));
    expect(await templates('push', '.', '--yes')).toMatchObject({
      code: 2,
      said: expect.stringContaining('body.mjml:3: mj-text: Attribute colour is illegal'),
    });
    writeFileSync(file('body.mjml'), mjml('Hello {{name}} of {{company}}'));
    expect(await templates('push', '.', '--yes')).toMatchObject({
      code: 2,
      said: expect.stringMatching(/sample\.json: .*company/),
    });
    const { body } = await call(sesame, 'GET', '/templates/welcome');
    expect(body).toMatchObject({ html: expect.not.stringContaining('company') });
  },
  timeoutMs,
);
