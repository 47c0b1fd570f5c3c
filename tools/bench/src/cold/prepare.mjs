// What the functions are compared with: a bundle of the bare SDK, made as functions are bundled.
import { build } from 'esbuild';

export async function prepare(root) {
  await build({
    entryPoints: [`${root}tools/bench/src/cold/bare-sdk.ts`],
    outfile: `${root}dist/tools/bench/bare-sdk.mjs`,
    bundle: true,
    minify: true,
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
}
