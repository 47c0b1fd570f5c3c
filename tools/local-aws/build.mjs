// Bundles the embedded AWS into dist/tools/local-aws: one module that starts in a fraction of the time its sources take.
import { copyFileSync } from 'node:fs';
import { build } from 'esbuild';

const output = 'dist/tools/local-aws';
await build({
  entryPoints: ['tools/local-aws/src/main.ts'],
  outfile: `${output}/main.mjs`,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  sourcemap: 'linked',
  tsconfig: 'tsconfig.base.json',
  mainFields: ['module', 'main'],
  // Native parts, and modules that look for files beside themselves.
  external: ['dynalite', 'dynalite/*', 'nodemailer', 'nodemailer/*'],
  banner: {
    js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
  },
  logLevel: 'warning',
});
for (const file of ['bootstrap.mjs', 'websites.mjs'])
  copyFileSync(`tools/local-aws/src/lambda/${file}`, `${output}/${file}`);
