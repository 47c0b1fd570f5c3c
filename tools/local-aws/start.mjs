// `npm start`: packages the services (what has not changed comes from nx's cache), then becomes Sesame.
import { packageServices } from '../packaging/package-services.mjs';

const startedAt = performance.now();
process.stderr.write('Packaging the services; the first time takes longest.\n');
packageServices();
process.stderr.write(`✔ packaged · ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
await import('../../dist/tools/local-aws/main.mjs');
