import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Sesame } from './given';
import type { SigningCredentials } from './signed-fetch';

const root = resolve(__dirname, '..');
const manifest = createRequire(__filename).resolve('osls/package.json');
const osls = join(dirname(manifest), 'bin', 'serverless.js');
/** What osls reads: the sources, and the description of the API, which a function has in its bundle. */
const sources = [
  ...['apps', 'libs', 'tools/packaging', 'dist/tools/openapi'],
  ...['names.yml', 'serverless.yml', 'tsconfig.base.json', 'package.json'],
];

/** A copy of what osls reads, by default of all services, so that a change to a service is not a change to the repository. */
export function copyOfTheSources(copied = sources): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'sesame-deploy-'));
  const filter = (path: string) => !path.endsWith('/.serverless');
  for (const path of copied) cpSync(join(root, path), join(folder, path), { recursive: true, filter });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Everything a process says, and how it ends. */
export async function heard(child: ChildProcess): Promise<{ code: number; said: string }> {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}

/** After this long the framework is ended: it hangs where esbuild fails, and then tells nobody why. */
const longestMs = 240_000;

/** The framework itself, in a service's folder, with somebody's credentials. */
export function framework(sesame: Sesame, credentials: SigningCredentials, folder: string, ...args: string[]) {
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: sesame.aws,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken ?? '',
    SLS_TELEMETRY_DISABLED: '1',
    SLS_NOTIFICATIONS_MODE: 'off',
    SLS_AWS_MONITORING_FREQUENCY: '100',
  };
  const options = { cwd: folder, env, timeout: longestMs };
  return heard(spawn(process.execPath, [osls, ...args], { ...options, stdio: ['ignore', 'pipe', 'pipe'] }));
}
