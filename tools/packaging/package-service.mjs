// Packages one service: `osls package` into dist/<service folder>, with the stage from SESAME_STAGE (local by default).
// osls never ends when a bundle fails to build (its esbuild process stays), so this waits for a word of failure and ends it.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

const folder = process.argv[2];
if (!folder) throw new Error('Say which service folder: node tools/packaging/package-service.mjs apps/bounces');
const output = resolve('dist', folder === '.' ? 'root' : folder);
const stage = process.env.SESAME_STAGE ?? 'local';
const giveUpMs = 180_000;
const graceMs = 2_000;

const manifest = createRequire(import.meta.url).resolve('osls/package.json');
const osls = join(dirname(manifest), 'bin', 'serverless.js');
rmSync(output, { recursive: true, force: true });

const child = spawn(process.execPath, [osls, 'package', '--package', output, '--stage', stage], {
  cwd: folder,
  stdio: ['ignore', 'pipe', 'pipe'],
  env: { ...process.env, SLS_NOTIFICATIONS_MODE: 'off', SLS_TELEMETRY_DISABLED: '1' },
});

let said = '';
let timer = setTimeout(() => end('it took longer than three minutes'), giveUpMs);
function hear(chunk) {
  said += chunk;
  if (/Build failed|^Error:|✘ \[ERROR\]/m.test(said)) {
    clearTimeout(timer);
    timer = setTimeout(() => end('its bundle does not build'), graceMs);
  }
}
function end(reason) {
  child.kill('SIGKILL');
  process.stderr.write(`${said}\nPackaging ${folder} was stopped: ${reason}.\n`);
  process.exit(1);
}
child.stdout.on('data', hear);
child.stderr.on('data', hear);
child.on('exit', (code) => {
  clearTimeout(timer);
  if (code !== 0) process.stderr.write(said);
  process.exit(code ?? 1);
});
