// Bundles the embedded AWS into dist/tools/local-aws: one module that starts in a fraction of the time its sources take.
import { copyFileSync } from 'node:fs';
import { bundle } from '../packaging/bundle.mjs';

const output = 'dist/tools/local-aws';
await bundle({
  entryPoints: ['tools/local-aws/src/main.ts'],
  outfile: `${output}/main.mjs`,
  sourcemap: 'linked',
  // Native parts, and modules that look for files beside themselves.
  external: ['dynalite', 'dynalite/*', 'nodemailer', 'nodemailer/*'],
});
for (const file of ['bootstrap.mjs', 'websites.mjs'])
  copyFileSync(`tools/local-aws/src/lambda/${file}`, `${output}/${file}`);
