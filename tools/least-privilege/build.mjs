// Bundles the proof into dist/tools/least-privilege, with the evaluator of libs/iam.
import { bundle } from '../packaging/bundle.mjs';

await bundle({
  entryPoints: ['tools/least-privilege/src/main.ts'],
  outfile: 'dist/tools/least-privilege/main.mjs',
});
