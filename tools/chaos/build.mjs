// Bundles every `src/<name>/main.ts` into dist/tools/chaos/<name>.mjs.
import { existsSync, readdirSync } from 'node:fs';
import { build } from 'esbuild';

const names = readdirSync('tools/chaos/src').filter((name) => existsSync(`tools/chaos/src/${name}/main.ts`));
await build({
  entryPoints: names.map((name) => ({ in: `tools/chaos/src/${name}/main.ts`, out: name })),
  outdir: 'dist/tools/chaos',
  outExtension: { '.js': '.mjs' },
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
