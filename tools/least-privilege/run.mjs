// `npm run prove`: packages the services (what has not changed comes from nx's cache), then becomes the proof.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const nx = createRequire(import.meta.url).resolve('nx/bin/nx.js');
const packaged = spawnSync(process.execPath, [nx, 'run-many', '--target=package', '--outputStyle=static'], {
  env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', SESAME_STAGE: 'local' },
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});
if (packaged.status !== 0) {
  process.stderr.write(
    `${packaged.stdout}${packaged.stderr}\nThe services could not be packaged; the lines above say why.\n`,
  );
  process.exit(packaged.status ?? 1);
}
await import('../../dist/tools/least-privilege/main.mjs');
