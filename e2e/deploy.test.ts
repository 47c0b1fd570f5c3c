import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { call, send, shared, simulated } from './given';
import { type SesameProcess, startSesame } from './sesame-process';
import { decisionsAbout, hasStatus, isSuppressed } from './then';

const root = resolve(__dirname, '..');
const manifest = createRequire(__filename).resolve('osls/package.json');
const osls = join(dirname(manifest), 'bin', 'serverless.js');

/** A copy of the sources that osls reads, so that a change to a service is not a change to the repository. */
const workspace = mkdtempSync(join(tmpdir(), 'sesame-deploy-'));
const copied = ['apps', 'libs', 'tools/packaging', 'names.yml', 'serverless.yml', 'tsconfig.base.json', 'package.json'];
let sesame: SesameProcess;
beforeAll(async () => {
  const filter = (path: string) => !path.endsWith('/.serverless');
  for (const path of copied) cpSync(join(root, path), join(workspace, path), { recursive: true, filter });
  symlinkSync(join(root, 'node_modules'), join(workspace, 'node_modules'));
  sesame = await startSesame();
});
afterAll(async () => {
  await sesame.stop();
  rmSync(workspace, { recursive: true, force: true });
});

async function heard(child: ChildProcess): Promise<{ code: number; said: string }> {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}

/** What `npx nx deploy|remove <app> --local` runs. */
function nx(command: 'deploy' | 'remove', folder: string, port = new URL(sesame.aws).port) {
  const args = ['tools/packaging/deploy-service.mjs', command, folder, '--local'];
  return heard(spawn(process.execPath, args, { cwd: workspace, env: { ...process.env, SESAME_AWS_PORT: port } }));
}

/** The framework itself, as the role that deploys. */
async function framework(folder: string, ...args: string[]) {
  const response = await fetch(`${sesame.aws}/_sesame/credentials`, {
    method: 'POST',
    body: '{"function":"deployer"}',
  });
  const { accessKeyId, secretAccessKey, sessionToken } = (await response.json()) as Record<string, string>;
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: sesame.aws,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
    SLS_TELEMETRY_DISABLED: '1',
    SLS_NOTIFICATIONS_MODE: 'off',
  };
  const child = spawn(process.execPath, [osls, ...args], {
    cwd: join(workspace, folder),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return heard(child);
}

test('one service is deployed, left alone where nothing changed, updated and removed, and the others go on serving', async () => {
  expect(await nx('deploy', 'apps/complaints')).toMatchObject({
    code: 0,
    said: expect.stringContaining('Service deployed'),
  });
  expect(await nx('deploy', 'apps/complaints')).toMatchObject({
    code: 0,
    said: expect.stringContaining('No changes to deploy'),
  });

  appendFileSync(join(workspace, 'apps/complaints/src/handler.ts'), "\nexport const revision = 'changed';\n");
  expect(await nx('deploy', 'apps/complaints')).toMatchObject({
    code: 0,
    said: expect.stringContaining('Service deployed'),
  });
  const complained = simulated('complaint');
  await send(sesame, complained);
  await isSuppressed(sesame, complained, 'complaint');

  expect(await nx('remove', 'apps/complaints')).toMatchObject({ code: 0 });
  const [bounced, unheard] = [simulated('bounce'), simulated('complaint')];
  await send(sesame, bounced);
  await isSuppressed(sesame, bounced, 'bounce');
  const { body } = await send(sesame, unheard);
  await hasStatus(sesame, String(body['id']), 'sent');
  expect(await call(sesame, 'GET', `/suppressions/${encodeURIComponent(unheard)}`)).toMatchObject({ status: 404 });
}, 180_000);

test('the framework shows a service, invokes a function and reads its log', async () => {
  expect(await framework('apps/suppressions', 'info')).toMatchObject({
    code: 0,
    said: expect.stringContaining(`${sesame.api}/suppressions`),
  });
  expect(await framework('apps/identities', 'invoke', '-f', 'sync', '--data', '{}', '--log')).toMatchObject({
    code: 0,
    said: expect.stringMatching(/END Duration: .* Memory Used/),
  });
  expect(await framework('apps/identities', 'logs', '-f', 'sync')).toMatchObject({
    code: 0,
    said: expect.stringMatching(/END Duration: .* Memory Used/),
  });
}, 120_000);

test('whoever deploys was refused nothing, and was granted nothing in vain', async () => {
  const policy = JSON.parse(readFileSync(join(root, 'tools/local-aws/src/sesame/deployer-policy.json'), 'utf8')) as {
    Statement: { Action: string | string[] }[];
  };
  const decisions = await decisionsAbout(sesame, 'deployer');
  expect(decisions.filter(({ decision }) => decision !== 'allowed')).toEqual([]);
  const used = new Set(decisions.map(({ action }) => action));
  expect(policy.Statement.flatMap(({ Action }) => Action).sort()).toEqual([...used].sort());
});

test('a service without its root stack is refused by name, and so is a root stack that is in use', async () => {
  const empty = await startSesame(undefined, { SESAME_DEPLOY: 'none' });
  try {
    expect(await nx('deploy', 'apps/bounces', new URL(empty.aws).port)).toMatchObject({
      code: 1,
      said: expect.stringContaining('Deploy the root stack first: npx nx deploy root --local'),
    });
  } finally {
    await empty.stop();
  }
  expect(await nx('remove', '.')).toMatchObject({ code: 1, said: expect.stringContaining('sesame-local-sender') });
});

test('the smoke script passes here', async () => {
  const args = [join(root, 'tools/smoke/smoke.mjs'), '--api', shared.api];
  expect(await heard(spawn(process.execPath, args))).toMatchObject({ code: 0, said: expect.stringMatching(/PASS\n$/) });
}, 90_000);
