import { spawn } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { credentialsOf } from './application';
import { call, send, shared, simulated } from './given';
import { type SesameProcess, startSesame } from './sesame-process';
import { decisionsAbout, hasStatus, isSuppressed } from './then';
import { copyOfTheSources, framework, heard } from './workspace';

const root = resolve(__dirname, '..');

const workspace = copyOfTheSources();
let sesame: SesameProcess;
beforeAll(async () => {
  sesame = await startSesame();
});
afterAll(async () => {
  await sesame.stop();
  workspace.remove();
});

/** What `npx nx deploy|remove <app> --local` runs. */
function nx(command: 'deploy' | 'remove', folder: string, port = new URL(sesame.aws).port) {
  const args = ['tools/packaging/deploy-service.mjs', command, folder, '--local'];
  return heard(
    spawn(process.execPath, args, { cwd: workspace.folder, env: { ...process.env, SESAME_AWS_PORT: port } }),
  );
}

/** The framework itself, as the role that deploys. */
async function asDeployer(folder: string, ...args: string[]) {
  return framework(sesame, await credentialsOf(sesame, 'deployer'), join(workspace.folder, folder), ...args);
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

  appendFileSync(join(workspace.folder, 'apps/complaints/src/handler.ts'), "\nexport const revision = 'changed';\n");
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
  expect(await asDeployer('apps/suppressions', 'info')).toMatchObject({
    code: 0,
    said: expect.stringContaining(`${sesame.api}/suppressions`),
  });
  expect(await asDeployer('apps/identities', 'invoke', '-f', 'sync', '--data', '{}', '--log')).toMatchObject({
    code: 0,
    said: expect.stringMatching(/END Duration: .* Memory Used/),
  });
  expect(await asDeployer('apps/identities', 'logs', '-f', 'sync')).toMatchObject({
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
