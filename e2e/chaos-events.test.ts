import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

const told = resolve(__dirname, '..', 'dist', 'tools', 'chaos');

/** `npm run chaos -- events` tells it at full length: 100,000 events of 14 days and 200 kills. */
test('events told twice, in any order, to workers that are killed while calls fail: counters and suppressions are exact', async () => {
  const { code, last } = await run('events', ['--seed', '1', '--events', '400', '--days', '0.05', '--kills', '5']);
  expect({ code, last }).toMatchObject({
    code: 0,
    last: {
      ...{ ok: true, kills: 5, counterDifference: 0, suppressionDifference: 0, poisonMissing: 0, goodDeadLettered: 0 },
      afterRepair: { counterDifference: 0, suppressionDifference: 0 },
    },
  });
  expect(last['counters']).toBeGreaterThan(400);
  expect(last['poison']).toBeGreaterThan(0);
}, 300_000);

/** `npm run chaos -- outage` tells it at full length: 60 seconds. */
test('a store that is away for a while loses nothing, and its backlog goes faster than events arrive', async () => {
  const { code, last } = await run('outage', ['--seed', '1', '--rate', '20', '--seconds', '8']);
  expect({ code, last }).toMatchObject({
    code: 0,
    last: { ok: true, counterDifference: 0, suppressionDifference: 0, deadLettered: 0 },
  });
}, 300_000);

function run(name: string, settings: string[]): Promise<{ code: unknown; last: Record<string, unknown> }> {
  return new Promise((done) => {
    execFile(process.execPath, [resolve(told, `${name}.mjs`), ...settings], (error, said) => {
      const last = JSON.parse(said.trimEnd().split('\n').at(-1) ?? '') as Record<string, unknown>;
      done({ code: error?.code ?? 0, last });
    });
  });
}
