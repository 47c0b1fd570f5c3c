// `npm run bench -- <name>`: bundles `src/<name>/main.ts` as functions are bundled, and becomes it. Where there is a
// `src/<name>/prepare.mjs`, packaged services are measured: they are packaged first, and it builds what else is needed.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [name = ''] = process.argv.splice(2, 1);
const folder = `${root}tools/bench/src/${name}`;
if (!/^[a-z-]+$/.test(name) || !existsSync(`${folder}/main.ts`)) {
  const names = readdirSync(`${root}tools/bench/src`).filter((one) =>
    existsSync(`${root}tools/bench/src/${one}/main.ts`),
  );
  process.stderr.write(`Say what to measure: npm run bench -- <name>, with one of ${names.join(', ')}.\n`);
  process.exit(1);
}
if (existsSync(`${folder}/prepare.mjs`)) {
  packageServices();
  const { prepare } = await import(`${folder}/prepare.mjs`);
  await prepare(root);
}
await build({
  entryPoints: [`${folder}/main.ts`],
  outfile: `${root}dist/tools/bench/${name}.mjs`,
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  tsconfig: `${root}tsconfig.base.json`,
  mainFields: ['module', 'main'],
  banner: {
    js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
  },
  logLevel: 'warning',
});
await import(`../../dist/tools/bench/${name}.mjs`);

/** What has not changed comes from nx's cache. */
function packageServices() {
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
