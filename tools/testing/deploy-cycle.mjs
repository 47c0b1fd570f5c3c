// `npm run deploy-cycle`: deploys every service with osls onto an embedded AWS of its own, one after the other, again
// without a change, again after a change to one, and removes one, while a client goes on sending. Prints what each took,
// and as the last line one JSON object; ends with 0 only if all held.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const sendEveryMs = 100;
/** The one that the client talks to, so that it would notice. */
const changedService = 'sender';
const changedFile = 'src/accept/handler.ts';
const removedService = 'complaints';
const services = readdirSync('apps').sort();
const folder = mkdtempSync(join(tmpdir(), 'sesame-deploy-cycle-'));
const workspace = join(folder, 'workspace');
/** The second is what it says of a stack without functions, where only CloudFormation can tell. */
const unchanged = /No changes to deploy|Change set did not include any changes/;
const steps = [];
const failures = [];
const sent = { accepted: 0, refusedByName: {}, errors: [] };

const built = spawnSync(process.execPath, ['tools/local-aws/build.mjs'], { stdio: 'inherit' });
if (built.status !== 0) process.exit(1);
copyWorkspace();
const sesame = await startSesame();
let client;
try {
  for (const service of ['root', ...services]) {
    await step('first deploy', 'deploy', service, /Service deployed/);
    if (service === 'sender') client = startClient();
  }
  for (const service of ['root', ...services]) await step('unchanged', 'deploy', service, unchanged);
  appendFileSync(join(workspace, 'apps', changedService, changedFile), "\nexport const revision = 'changed';\n");
  for (const service of ['root', ...services])
    await step(
      `${changedService} changed`,
      'deploy',
      service,
      service === changedService ? /Service deployed/ : unchanged,
    );
  await check('a bounce after the change', () => isSuppressed('bounce'));
  await check('a complaint before its removal', () => isSuppressed('complaint'));
  await step('one removed', 'remove', removedService, /has been successfully removed/);
  await check('a bounce after the removal', () => isSuppressed('bounce'));
  await check('an accepted e-mail after the removal', async () => (await send('success')).status === 200);
} finally {
  await client?.stop();
  sesame.process.kill('SIGINT');
  await once(sesame.process, 'exit');
  rmSync(folder, { recursive: true, force: true });
}
if (sent.errors.length > 0) failures.push(`the client met ${sent.errors.length} errors, the first: ${sent.errors[0]}`);
if (sent.accepted === 0) failures.push('the client sent nothing');
report();

function report() {
  const named = Object.entries(sent.refusedByName).map(([name, count]) => `${count} ${name}`);
  process.stdout.write(
    `\nthe client: ${sent.accepted} accepted, ${named.join(', ') || 'none refused'}, ${sent.errors.length} errors\n`,
  );
  for (const failure of failures) process.stdout.write(`✘ ${failure}\n`);
  const seconds = steps.reduce((sum, one) => sum + one.seconds, 0);
  process.stdout.write(
    `${failures.length === 0 ? 'All held' : 'Something failed'} · ${seconds.toFixed(1)} s of deploys\n`,
  );
  process.stdout.write(`${JSON.stringify({ ok: failures.length === 0, steps, client: sent, failures })}\n`);
  process.exit(failures.length === 0 ? 0 : 1);
}

/** The sources that osls reads, so that the change to one service is not a change to yours. */
function copyWorkspace() {
  const whole = [
    'apps',
    'libs',
    'tools/openapi',
    'tools/packaging',
    'names.yml',
    'serverless.yml',
    'tsconfig.base.json',
    'package.json',
  ];
  const filter = (path) => !/\/(\.serverless|dist|coverage)$/.test(path);
  for (const path of whole) cpSync(path, join(workspace, path), { recursive: true, filter });
  symlinkSync(resolve('node_modules'), join(workspace, 'node_modules'));
  // nx does this before it deploys the sender, which has the description of the API in its bundle.
  const assembled = spawnSync(process.execPath, ['tools/openapi/assemble.mjs'], { cwd: workspace, stdio: 'inherit' });
  if (assembled.status !== 0) process.exit(1);
}

async function startSesame() {
  const child = spawn(process.execPath, ['dist/tools/local-aws/main.mjs'], {
    env: {
      ...process.env,
      SESAME_API_PORT: '0',
      SESAME_AWS_PORT: '0',
      SESAME_DATA_DIR: join(folder, 'data'),
      SESAME_DEPLOY: 'none',
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let heard = '';
  for await (const chunk of child.stdout) {
    heard += chunk;
    const [, api, aws] = /^sesame ready — api (\S+) — aws (\S+)$/m.exec(heard) ?? [];
    if (api && aws) return { process: child, api, aws };
  }
  throw new Error('The embedded AWS did not start.');
}

async function step(phase, command, service, expected) {
  const startedAt = performance.now();
  const { code, said } = await deploy(command, service === 'root' ? '.' : `apps/${service}`);
  const seconds = Number(((performance.now() - startedAt) / 1000).toFixed(1));
  const held = code === 0 && expected.test(said);
  steps.push({ phase, command, service, seconds, held });
  process.stdout.write(`${held ? '✔' : '✘'} ${phase} · ${command} ${service} · ${seconds.toFixed(1)} s\n`);
  if (held) return;
  failures.push(`${phase}: ${command} ${service} did not say ${expected}`);
  process.stdout.write(`${said}\n`);
}

async function deploy(command, serviceFolder) {
  const args = ['tools/packaging/deploy-service.mjs', command, serviceFolder, '--local'];
  const child = spawn(process.execPath, args, {
    cwd: workspace,
    env: { ...process.env, SESAME_AWS_PORT: new URL(sesame.aws).port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  const [code] = await once(child, 'close');
  return { code, said };
}

async function check(what, holds) {
  const startedAt = performance.now();
  const held = await holds().catch(() => false);
  process.stdout.write(`${held ? '✔' : '✘'} ${what} · ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
  if (!held) failures.push(what);
}

/** Sends to the mailbox simulator and waits until the address is on the suppression list for that reason. */
async function isSuppressed(outcome) {
  const { address } = await send(outcome);
  const until = Date.now() + 15_000;
  while (Date.now() < until) {
    const response = await call('GET', `/suppressions/${encodeURIComponent(address)}`);
    if (response.status === 200 && (await response.json()).origin === outcome) return true;
    await new Promise((done) => setTimeout(done, 100));
  }
  return false;
}

async function send(outcome) {
  const address = `${outcome}+${crypto.randomUUID().slice(0, 8)}@simulator.amazonses.com`;
  const message = { from: 'hello@example.com', to: address, subject: 'Hello', text: 'Hello there.' };
  const response = await call('POST', '/emails', message);
  return { address, status: response.status, body: await response.json() };
}

function call(method, path, body) {
  const headers = { authorization: 'Bearer ss_local', 'content-type': 'application/json' };
  return fetch(`${sesame.api}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
}

/** Sends ten e-mails a second until it is stopped. An error that the API names is counted apart from any other. */
function startClient() {
  const running = new Set();
  const one = async () => {
    const { status, body } = await send('success');
    if (status === 200) sent.accepted++;
    else if (status < 500 && typeof body.name === 'string')
      sent.refusedByName[body.name] = (sent.refusedByName[body.name] ?? 0) + 1;
    else sent.errors.push(`${status} ${body.name ?? body.message}`);
  };
  const timer = setInterval(() => {
    const sending = one()
      .catch((error) => sent.errors.push(String(error)))
      .finally(() => running.delete(sending));
    running.add(sending);
  }, sendEveryMs);
  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(running);
    },
  };
}
