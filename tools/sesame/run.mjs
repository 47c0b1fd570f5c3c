#!/usr/bin/env node
// `npx sesame`: bundles the command, which takes a few hundredths of a second, and becomes it.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const outfile = `${root}dist/tools/sesame/main.mjs`;
await build({
  entryPoints: [`${root}tools/sesame/src/main.ts`],
  outfile,
  bundle: true,
  // MJML reads its own package while it runs.
  external: ['mjml'],
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
// A relative path on the command line is meant from where the command was typed.
process.chdir(process.env.INIT_CWD ?? process.cwd());
await import(outfile);
