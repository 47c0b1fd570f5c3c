// What the functions are compared with: a bundle of the bare SDK, made as functions are bundled.
import { bundle } from '../../../packaging/bundle.mjs';

export async function prepare(root) {
  await bundle({
    entryPoints: [`${root}tools/bench/src/cold/bare-sdk.ts`],
    outfile: `${root}dist/tools/bench/bare-sdk.mjs`,
    minify: true,
  });
}
