// Bundles the command into dist/tools/redrive, with the parsers that the functions of this checkout ship with.
import { bundle } from '../packaging/bundle.mjs';

await bundle({
  entryPoints: ['tools/redrive/src/main.ts'],
  outfile: 'dist/tools/redrive/main.mjs',
});
