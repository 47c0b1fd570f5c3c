// Packages one service: `osls package` into dist/<service folder>, with the stage from SESAME_STAGE (local by default).
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { runOsls } from './osls.mjs';

const folder = process.argv[2];
if (!folder) throw new Error('Say which service folder: node tools/packaging/package-service.mjs apps/bounces');
const output = resolve('dist', folder === '.' ? 'root' : folder);
const stage = process.env.SESAME_STAGE ?? 'local';

rmSync(output, { recursive: true, force: true });
const { code, said, stopped } = await runOsls(['package', '--package', output, '--stage', stage], {
  folder,
  giveUpMs: 180_000,
});
if (code !== 0) process.stderr.write(`${said}\n`);
if (stopped) process.stderr.write(`Packaging ${folder} was stopped: ${stopped}.\n`);
process.exit(code);
