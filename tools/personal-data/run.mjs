// `npm run forget`, `npm run export`: bundles the commands (from nx's cache if nothing has changed), then becomes the one that is named first.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const nx = createRequire(import.meta.url).resolve('nx/bin/nx.js');
const packaged = spawnSync(process.execPath, [nx, 'run', 'personal-data:package', '--outputStyle=static'], {
  env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' },
  encoding: 'utf8',
});
if (packaged.status !== 0) {
  process.stderr.write(
    `${packaged.stdout}${packaged.stderr}\nThe command could not be bundled; the lines above say why.\n`,
  );
  process.exit(packaged.status ?? 1);
}
const [name] = process.argv.splice(2, 1);
// A relative path on the command line is meant from where the command was typed.
process.chdir(process.env.INIT_CWD ?? process.cwd());
await import(`../../dist/tools/personal-data/${name}.mjs`);
