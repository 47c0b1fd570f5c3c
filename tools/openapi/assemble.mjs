// Assembles the description of the API out of every apps/<service>/src/openapi.ts into dist/tools/openapi/openapi.json.
// A service that has such a file is described; nothing else needs to know of it.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from '../packaging/bundle.mjs';

const output = 'dist/tools/openapi';
const services = readdirSync('apps')
  .filter((app) => existsSync(join('apps', app, 'src', 'openapi.ts')))
  .sort();
const entry = `
  import { openapiDocument } from './libs/lambda/src/openapi-document';
  ${services.map((service, n) => `import { openapi as service${n} } from './apps/${service}/src/openapi';`).join('\n')}
  export const document = openapiDocument({
    version: ${JSON.stringify(JSON.parse(readFileSync('package.json', 'utf8')).version)},
    services: { ${services.map((service, n) => `${JSON.stringify(service)}: service${n}`).join(', ')} },
  });
`;

rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
const bundled = resolve(output, 'assemble.bundle.mjs');
await bundle({
  stdin: { contents: entry, resolveDir: '.', loader: 'ts' },
  outfile: bundled,
});
const { document } = await import(pathToFileURL(bundled).href);
rmSync(bundled);
writeFileSync(join(output, 'openapi.json'), JSON.stringify(document));
