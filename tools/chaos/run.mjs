// `npm run chaos -- <name>`: packages the services (what has not changed comes from nx's cache), then becomes the run of that name.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const runs = fileURLToPath(new URL('src', import.meta.url));
const names = readdirSync(runs).filter((name) => existsSync(`${runs}/${name}/main.ts`));
const [name = ''] = process.argv.splice(2, 1);
if (!names.includes(name)) {
  process.stderr.write(`Say what to try: npm run chaos -- <name>, with one of ${names.join(', ')}.\n`);
  process.exit(1);
}
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
await import(`../../dist/tools/chaos/${name}.mjs`);
