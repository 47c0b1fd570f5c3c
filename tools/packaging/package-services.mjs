// Packages every service and tool, as the local stage has them. What has not changed comes from nx's cache.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

/** Ends the process where something cannot be packaged, after telling why. */
export function packageServices() {
  const nx = createRequire(import.meta.url).resolve('nx/bin/nx.js');
  const packaged = spawnSync(process.execPath, [nx, 'run-many', '--target=package', '--outputStyle=static'], {
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', SESAME_STAGE: 'local' },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (packaged.status === 0) return;
  process.stderr.write(
    `${packaged.stdout}${packaged.stderr}\nThe services could not be packaged; the lines above say why.\n`,
  );
  process.exit(packaged.status ?? 1);
}
