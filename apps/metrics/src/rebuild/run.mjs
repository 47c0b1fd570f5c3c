// `npm run rebuild`: bundles the command with what the functions of this checkout import, and becomes it.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from '../../../../tools/packaging/bundle.mjs';

const outfile = resolve('dist/tools/rebuild/main.mjs');
await bundle({
  entryPoints: ['apps/metrics/src/rebuild/main.ts'],
  outfile,
});
await import(pathToFileURL(outfile).href);
