// Runs osls, the Serverless Framework, for one service folder.
// It never ends when a bundle fails to build (its esbuild process stays), so this waits for a word of failure and ends it.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const manifest = createRequire(import.meta.url).resolve('osls/package.json');
const osls = join(dirname(manifest), 'bin', 'serverless.js');
const graceMs = 2_000;

/**
 * Runs `osls <args>` in a service folder and waits for its end. `hear` gets what it says as it says it; `giveUpMs`, where
 * given, is how long it may take. Resolves to its exit code (1 where it was stopped), everything it said, and, where it
 * was stopped, why.
 */
export function runOsls(args, { folder, env = {}, hear = () => {}, giveUpMs }) {
  const child = spawn(process.execPath, [osls, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env, SLS_NOTIFICATIONS_MODE: 'off', SLS_TELEMETRY_DISABLED: '1' },
  });
  return new Promise((resolve) => {
    let said = '';
    let stopped;
    const stop = (reason) => {
      stopped = reason;
      child.kill('SIGKILL');
    };
    let timer = giveUpMs && setTimeout(() => stop(`it took longer than ${giveUpMs / 60_000} minutes`), giveUpMs);
    const listen = (chunk) => {
      said += chunk;
      hear(chunk);
      if (stopped || !/Build failed|^Error:|✘ \[ERROR\]/m.test(said)) return;
      clearTimeout(timer);
      timer = setTimeout(() => stop('it failed, and did not end'), graceMs);
    };
    child.stdout.setEncoding('utf8').on('data', listen);
    child.stderr.setEncoding('utf8').on('data', listen);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code: stopped ? 1 : (code ?? 1), said, stopped });
    });
  });
}
