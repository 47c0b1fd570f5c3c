// How a tool is bundled: one module for the Node that the functions run on, which starts in a fraction of the time its sources take.
import { build } from 'esbuild';

/** Bundles with esbuild, run in the root of the repository; `options` are esbuild's own, and come on top. */
export function bundle(options) {
  return build({
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    tsconfig: 'tsconfig.base.json',
    mainFields: ['module', 'main'],
    // What is bundled may still ask for a module of Node's as CommonJS does.
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
    logLevel: 'warning',
    ...options,
  });
}
