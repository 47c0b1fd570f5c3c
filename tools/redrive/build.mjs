// Bundles the command into dist/tools/redrive, with the parsers that the functions of this checkout ship with.
import { build } from 'esbuild';

await build({
  entryPoints: ['tools/redrive/src/main.ts'],
  outfile: 'dist/tools/redrive/main.mjs',
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
