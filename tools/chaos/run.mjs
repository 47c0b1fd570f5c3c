// `npm run chaos -- <name>`: packages the services (what has not changed comes from nx's cache), then becomes the run of that name.
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packageServices } from '../packaging/package-services.mjs';

const runs = fileURLToPath(new URL('src', import.meta.url));
const names = readdirSync(runs).filter((name) => existsSync(`${runs}/${name}/main.ts`));
const [name = ''] = process.argv.splice(2, 1);
if (!names.includes(name)) {
  process.stderr.write(`Say what to try: npm run chaos -- <name>, with one of ${names.join(', ')}.\n`);
  process.exit(1);
}
packageServices();
await import(`../../dist/tools/chaos/${name}.mjs`);
