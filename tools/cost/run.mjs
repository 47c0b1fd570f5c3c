// `npm run cost`: bundles the command, which takes a few hundredths of a second, and becomes it.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const outfile = `${root}dist/tools/cost/main.mjs`;
await build({
  entryPoints: [`${root}tools/cost/src/main.ts`],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  tsconfig: `${root}tsconfig.base.json`,
  logLevel: 'warning',
});
// A relative path on the command line is meant from where the command was typed.
process.chdir(process.env.INIT_CWD ?? process.cwd());
await import(outfile);
