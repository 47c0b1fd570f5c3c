// `npm run bench -- <name>`: bundles `src/<name>/main.ts` as functions are bundled, and becomes it. Where there is a
// `src/<name>/prepare.mjs`, packaged services are measured: they are packaged first, and it builds what else is needed.
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundle } from '../packaging/bundle.mjs';
import { packageServices } from '../packaging/package-services.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [name = ''] = process.argv.splice(2, 1);
const folder = `${root}tools/bench/src/${name}`;
if (!/^[a-z-]+$/.test(name) || !existsSync(`${folder}/main.ts`)) {
  const names = readdirSync(`${root}tools/bench/src`).filter((one) =>
    existsSync(`${root}tools/bench/src/${one}/main.ts`),
  );
  process.stderr.write(`Say what to measure: npm run bench -- <name>, with one of ${names.join(', ')}.\n`);
  process.exit(1);
}
if (existsSync(`${folder}/prepare.mjs`)) {
  packageServices();
  const { prepare } = await import(`${folder}/prepare.mjs`);
  await prepare(root);
}
await bundle({
  entryPoints: [`${folder}/main.ts`],
  outfile: `${root}dist/tools/bench/${name}.mjs`,
  minify: true,
});
await import(`../../dist/tools/bench/${name}.mjs`);
