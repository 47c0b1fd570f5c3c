// Bundles the proof into dist/tools/least-privilege, with the evaluator of libs/iam.
import { build } from 'esbuild';

await build({
  entryPoints: ['tools/least-privilege/src/main.ts'],
  outfile: 'dist/tools/least-privilege/main.mjs',
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
