// `npm run prove`: packages the services (what has not changed comes from nx's cache), then becomes the proof.
import { packageServices } from '../packaging/package-services.mjs';

packageServices();
await import('../../dist/tools/least-privilege/main.mjs');
