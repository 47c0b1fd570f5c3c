import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const readyLine = /^sesame ready — api (\S+) — aws (\S+)$/m;

/** A Sesame on a fresh folder and on free ports. */
export interface SesameProcess {
  /** URLs without a slash at the end. */
  api: string;
  aws: string;
  pid: number;
  dataFolder: string;
  /** Ends it with everything that it started, and deletes its folder. */
  stop(): Promise<void>;
}

/**
 * Starts the packaged Sesame, with further settings if given; resolves when it is ready.
 * @param main the bundle of the embedded AWS, `dist/tools/local-aws/main.mjs`
 * @throws what it said, if it ends before that
 */
export async function startSesame(main: string, settings: Record<string, string> = {}): Promise<SesameProcess> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'sesame-'));
  const ours = { SESAME_API_PORT: '0', SESAME_AWS_PORT: '0', SESAME_DATA_DIR: dataFolder };
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], ...ours, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);

  const { api, aws } = await new Promise<{ api: string; aws: string }>((done, failed) => {
    let heard = '';
    let complaints = '';
    child.stdout.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
      const [, apiUrl, awsUrl] = readyLine.exec(heard) ?? [];
      if (apiUrl !== undefined && awsUrl !== undefined) done({ api: apiUrl, aws: awsUrl });
    });
    child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    child.once('error', failed);
    child.once('exit', (code) => failed(new Error(`Sesame ended with ${code} before it was ready:\n${complaints}`)));
  });
  return {
    api,
    aws,
    pid: child.pid ?? 0,
    dataFolder,
    async stop() {
      process.off('exit', killWithUs);
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit');
        child.kill('SIGINT');
        await gone;
      }
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
