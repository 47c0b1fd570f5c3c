import { basename } from 'node:path';

/** IAM's decisions are recorded with the story during which they were made. */
beforeAll(async () => {
  const aws = process.env['E2E_AWS'];
  const story = basename(expect.getState().testPath ?? '').replace(/\.test\.ts$/, '');
  await fetch(`${aws}/_sesame/recording`, { method: 'POST', body: JSON.stringify({ during: story }) });
});
