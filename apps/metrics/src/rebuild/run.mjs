// `npm run rebuild`: bundles the command with what the functions of this checkout import, and becomes it.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const outfile = resolve('dist/tools/rebuild/main.mjs');
await build({
  entryPoints: ['apps/metrics/src/rebuild/main.ts'],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  tsconfig: 'tsconfig.base.json',
  mainFields: ['module', 'main'],
  banner: {
    js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
  },
  logLevel: 'warning',
});
await import(pathToFileURL(outfile).href);
