import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const main = resolve(__dirname, '..', 'dist', 'tools', 'local-aws', 'main.mjs');
const readyLine = /^sesame ready — api (\S+) — aws (\S+)$/m;

/** A Sesame that runs as a process of its own, as `npm start` runs it. */
export interface SesameProcess {
  api: string;
  aws: string;
  dataFolder: string;
  process: ChildProcess;
  /** Ends it as Ctrl-C does, and waits until it is gone. */
  stop(): Promise<void>;
  /** `kill -9`, and waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts Sesame on free ports; on the given data folder, or on a fresh one; with further settings. Resolves at its ready line. */
export async function startSesame(
  dataFolder = mkdtempSync(join(tmpdir(), 'sesame-')),
  settings: Record<string, string> = {},
): Promise<SesameProcess> {
  const ours = { SESAME_API_PORT: '0', SESAME_AWS_PORT: '0', SESAME_DATA_DIR: dataFolder };
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], ...ours, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [api, aws] = await new Promise<[string, string]>((done, failed) => {
    let heard = '';
    let complaints = '';
    child.stdout.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
      const ready = readyLine.exec(heard);
      if (ready) done([ready[1] ?? '', ready[2] ?? '']);
    });
    child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    child.once('exit', (code) => failed(new Error(`Sesame ended with ${code} before it was ready:\n${complaints}`)));
  });
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return { api, aws, dataFolder, process: child, stop: () => end('SIGINT'), kill: () => end('SIGKILL') };
}
