import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

/** `npm run chaos -- sends` tells it at full length: 10,000 e-mails and 100 kills. */
const sends = resolve(__dirname, '..', 'dist', 'tools', 'chaos', 'sends.mjs');

test('functions killed at every place between a request and its record: no e-mail is lost, and none is sent twice', async () => {
  const { code, said } = await run(['--seed', '1', '--sends', '90', '--kills', '18']);
  const told = JSON.parse(said.trimEnd().split('\n').at(-1) ?? '') as Record<string, number>;
  expect({ code, told }).toMatchObject({
    code: 0,
    told: { ok: true, sends: 90, kills: 18, doubled: 0, lost: 0, answeredDifferently: 0, toldWrongly: 0 },
  });
  expect(told['notConfirmed']).toBeLessThanOrEqual(told['killsInWindow'] ?? 0);
}, 300_000);

function run(settings: string[]): Promise<{ code: unknown; said: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [sends, ...settings], (error, said) => done({ code: error?.code ?? 0, said }));
  });
}
