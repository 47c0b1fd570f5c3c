// `npm run redrive`: bundles the command (from nx's cache if nothing has changed), then becomes it.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const nx = createRequire(import.meta.url).resolve('nx/bin/nx.js');
const packaged = spawnSync(process.execPath, [nx, 'run', 'redrive:package', '--outputStyle=static'], {
  env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' },
  encoding: 'utf8',
});
if (packaged.status !== 0) {
  process.stderr.write(
    `${packaged.stdout}${packaged.stderr}\nThe command could not be bundled; the lines above say why.\n`,
  );
  process.exit(packaged.status ?? 1);
}
await import('../../dist/tools/redrive/main.mjs');
