// Bundles every `src/<name>/main.ts` into dist/tools/chaos/<name>.mjs.
import { existsSync, readdirSync } from 'node:fs';
import { bundle } from '../packaging/bundle.mjs';

const names = readdirSync('tools/chaos/src').filter((name) => existsSync(`tools/chaos/src/${name}/main.ts`));
await bundle({
  entryPoints: names.map((name) => ({ in: `tools/chaos/src/${name}/main.ts`, out: name })),
  outdir: 'dist/tools/chaos',
  outExtension: { '.js': '.mjs' },
});
