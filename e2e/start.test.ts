import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { call, send } from './given';
import { eventually, isSuppressed } from './then';

const root = resolve(__dirname, '..');
const started: ChildProcess[] = [];
afterAll(() => {
  for (const { pid } of started) if (pid !== undefined) endGroup(pid);
});

test('npm start says ready in one line, keeps its data in the folder it is given, and ends when npm is killed', async () => {
  // A folder named from the top of the repository, as the default `.sesame` is.
  const dataFolder = relative(root, mkdtempSync(join(tmpdir(), 'sesame-')));
  const first = await npmStart(dataFolder);
  expect(first.lines.filter((line) => !line.startsWith('>') && line !== '')).toHaveLength(1);
  const address = 'bounce+start@simulator.amazonses.com';
  expect(await send(first, address)).toMatchObject({ status: 200 });
  await isSuppressed(first, address, 'bounce');

  const intruder = npm({ SESAME_DATA_DIR: dataFolder });
  const complaint = await textOf(intruder);
  expect(complaint).toContain('SESAME_DATA_DIR');

  first.npm.kill('SIGKILL');
  await eventually(() => expect(call(first, 'GET', '/suppressions')).rejects.toThrow());
  const second = await npmStart(dataFolder);
  expect(second.api).not.toBe(first.api);
  await isSuppressed(second, address, 'bounce');
  expect(await send(second, address)).toMatchObject({ status: 422, body: { name: 'recipient_suppressed' } });
}, 120_000);

function npm(variables: Record<string, string>): ChildProcess {
  const child = spawn('npm', ['start'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, SESAME_API_PORT: '0', SESAME_AWS_PORT: '0', ...variables },
  });
  started.push(child);
  return child;
}

async function npmStart(dataFolder: string) {
  const child = npm({ SESAME_DATA_DIR: dataFolder });
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [, api = '', aws = ''] = await eventually(
    async () => {
      const ready = /^sesame ready — api (\S+) — aws (\S+)$/m.exec(said);
      if (!ready) throw new Error(`Not ready: ${said}`);
      return ready;
    },
    { withinMs: 60_000 },
  );
  return { npm: child, api, aws, lines: said.split('\n') };
}

async function textOf(child: ChildProcess): Promise<string> {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(child, 'exit');
  return said;
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
