// `npm run bench -- <name>`: bundles `src/<name>.ts` as functions are bundled, and becomes it.
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [name = ''] = process.argv.slice(2);
const entryPoint = `${root}tools/bench/src/${name}/main.ts`;
if (!/^[a-z-]+$/.test(name) || !existsSync(entryPoint)) {
  const names = readdirSync(`${root}tools/bench/src`).join(', ');
  process.stderr.write(`Say what to measure: npm run bench -- <name>, with one of ${names}.\n`);
  process.exit(1);
}
await build({
  entryPoints: [entryPoint],
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
