import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DataFolderError } from './dynamodb/database';
import { enforced } from './enforced';
import { followNpm } from './sesame/follow-npm';
import { startLocalSesame } from './sesame/local-sesame';
import { localKey } from './sesame/seed-key';
import { readSettings } from './sesame/settings';

const startedAt = performance.now();
const say = (line: string) => process.stderr.write(`${line}\n`);
const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;

// This file runs as dist/tools/local-aws/main.mjs, beside the bootstrap and below the packaged stacks.
const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, '..', '..');

followNpm(process.env);
try {
  const settings = readSettings(process.env);
  const sesame = await startLocalSesame(
    settings,
    {
      folder: packages,
      services: readdirSync(join(packages, 'apps')).sort(),
      bootstrapFile: join(here, 'bootstrap.mjs'),
    },
    (step) => say(`✔ ${step} · ${seconds()}`),
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      say('Stopping.');
      void sesame.stop().then(() => process.exit(0));
    });
  say(
    `✔ IAM is on: it is asked about ${enforced.asked.length} kinds of call; GET ${sesame.aws.endpoint}/_sesame/emulated tells which, and which not`,
  );
  say('');
  say('  Send a message, and see what became of it:');
  say(
    `  curl -X POST ${sesame.apiUrl}/emails -H 'Authorization: Bearer ${localKey}' -H 'Content-Type: application/json' \\`,
  );
  say(`    -d '{"from":"hello@example.com","to":"bounce@simulator.amazonses.com","subject":"Hello","text":"Hello"}'`);
  say('');
  process.stdout.write(`sesame ready — api ${sesame.apiUrl} — aws ${sesame.aws.endpoint}\n`);
} catch (error) {
  say(`Sesame did not start: ${inWords(error)}`);
  process.exit(1);
}

function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE')
    return `${error.message}. Another program has that port; set SESAME_API_PORT or SESAME_AWS_PORT to another (0: any free one).`;
  if (error instanceof DataFolderError)
    return `${error.message} Stop the other Sesame, or set SESAME_DATA_DIR to another folder.`;
  return error.stack ?? error.message;
}
