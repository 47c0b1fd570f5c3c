// Bundles each command, `src/<name>/main.ts`, into dist/tools/personal-data/<name>.mjs.
import { readdirSync } from 'node:fs';
import { bundle } from '../packaging/bundle.mjs';

const commands = readdirSync('tools/personal-data/src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
await bundle({
  entryPoints: commands.map(({ name }) => ({ in: `tools/personal-data/src/${name}/main.ts`, out: name })),
  outdir: 'dist/tools/personal-data',
  outExtension: { '.js': '.mjs' },
});
