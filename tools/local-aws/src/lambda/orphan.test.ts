import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildSync } from 'esbuild';
import { bootstrapFile, eventually } from './lambda-under-test';

let folder: string;
let parent: ChildProcess;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lambda-orphan-'));
});
afterEach(() => {
  parent.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** Deploys a function, invokes it twice (once to an end, once not), and says which processes run it. */
const main = `
  import { createLambda } from ${JSON.stringify(join(__dirname, 'lambda.ts'))};
  const allowed = () => ({ decision: 'allowed' });
  const role = { name: 'role', arn: 'role', trust: {} };
  const lambda = createLambda({
    clock: { now: Date.now, advancedMs: () => 0, onAdvance: () => () => {} },
    authorize: allowed,
    roles: { byArn: () => role },
    sessions: { issue: () => ({ accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c', expiresAt: Date.now() + 3_600_000 }), revoke() {} },
    logs: { openStream: () => undefined },
    endpoint: () => 'http://127.0.0.1:1',
    bootstrapFile: ${JSON.stringify(bootstrapFile)},
  });
  lambda.applyFunction({ name: 'f', codeFolder: process.argv[2], handler: 'handler.handler', roleArn: 'role',
    environment: {}, timeoutSeconds: 60, memoryMegabytes: 128 });
  const invoke = (ms) => lambda.invoke('f', { ms }, { by: { type: 'service', service: 's' } });
  await Promise.all([invoke(0), invoke(20)]);
  void invoke(60_000);
  setTimeout(() => console.log(JSON.stringify(lambda.processes())), 50);
  setInterval(() => {}, 1000);
`;

test('processes end with the embedded AWS, also when it is killed: the idle one and the one that is busy', async () => {
  writeFileSync(join(folder, 'main.ts'), main);
  writeFileSync(
    join(folder, 'handler.mjs'),
    'export const handler = ({ ms }) => new Promise((resolve) => setTimeout(resolve, ms));',
  );
  buildSync({
    entryPoints: [join(folder, 'main.ts')],
    outfile: join(folder, 'main.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    nodePaths: [join(__dirname, '../../../../node_modules')],
  });
  parent = spawn(process.execPath, [join(folder, 'main.mjs'), folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: parent.stdout ?? process.stdin });
  const [first] = await new Promise<string[]>((resolve) => lines.once('line', (line) => resolve([line])));
  const pids = (JSON.parse(first ?? '[]') as { pid: number }[]).map(({ pid }) => pid);
  expect(pids).toHaveLength(2);
  expect(pids.every(isRunning)).toBe(true);

  const killedAt = performance.now();
  parent.kill('SIGKILL');
  await eventually(() => !pids.some(isRunning));
  expect(performance.now() - killedAt).toBeLessThan(2_000);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
