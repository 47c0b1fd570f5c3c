// Bundles each command, `src/<name>/main.ts`, into dist/tools/personal-data/<name>.mjs.
import { readdirSync } from 'node:fs';
import { build } from 'esbuild';

const commands = readdirSync('tools/personal-data/src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
await build({
  entryPoints: commands.map(({ name }) => ({ in: `tools/personal-data/src/${name}/main.ts`, out: name })),
  outdir: 'dist/tools/personal-data',
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
