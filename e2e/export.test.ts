import { spawnSync } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { call, send, shared } from './given';
import { eventually } from './then';

type Line = Record<string, unknown>;

const folder = () => mkdtempSync(join(tmpdir(), 'sesame-export-'));

/** Runs the command as a person does. */
function runExport(...args: string[]) {
  const main = resolve(__dirname, '..', 'dist', 'tools', 'personal-data', 'export.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args, '--local', '--read-units', '50000'], {
    env: { PATH: process.env['PATH'], SESAME_AWS_PORT: new URL(shared.aws).port },
    encoding: 'utf8',
  });
  return { exitCode: status, said: stdout + stderr };
}

const textIn = (into: string) =>
  readdirSync(into)
    .map((file) => readFileSync(join(into, file), 'utf8'))
    .join('');

const linesIn = (into: string): Line[] =>
  textIn(into)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);

test('what became of mail is exported, by pseudonyms, and by others each time', async () => {
  const localPart = `bounce+zoe.${randomUUID().slice(0, 8)}`;
  const campaign = `spring-${randomUUID().slice(0, 8)}`;
  const address = `${localPart}@simulator.amazonses.com`;
  const { body } = await send(shared, address, {
    subject: `For ${localPart}`,
    tags: [
      { name: 'campaign', value: campaign },
      { name: 'customer', value: localPart.replace('+', '-').replace('.', '-') },
    ],
  });
  const id = String(body['id']);
  const { hour, messageId } = await eventually(async () => {
    const { body: email } = await call(shared, 'GET', `/emails/${id}`);
    const { body: events } = await call(shared, 'GET', `/emails/${id}/events`);
    expect((events['data'] as { type: string }[]).map(({ type }) => type).sort()).toEqual(['bounce', 'send']);
    return { hour: String(email['created_at']).replace(' ', 'T').slice(0, 13), messageId: String(email['message_id']) };
  });
  const afterNext = new Date(Date.parse(`${hour}:00Z`) + 2 * 3_600_000).toISOString().slice(0, 13);

  const secret = join(folder(), 'secret');
  writeFileSync(secret, randomBytes(48).toString('base64'));
  const [kept, other] = [folder(), folder()];
  for (const [into, ...more] of [[kept, '--secret', secret, '--tag', 'campaign'], [other]])
    expect(runExport(hour, afterNext, '--into', String(into), ...more)).toMatchObject({
      exitCode: 0,
      said: expect.stringMatching(`^${hour}-\\d\\d  \\d+ facts so far`),
    });

  const lines = linesIn(kept);
  const ours = lines.filter(({ tags }) => (tags as Line | undefined)?.['campaign'] === campaign);
  expect(ours).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ type: 'send', recipients: 1, from_domain: 'example.com', tags: { campaign } }),
      expect.objectContaining({ type: 'bounce', bounce_type: 'Permanent', bounce_sub_type: 'General' }),
    ]),
  );
  expect(ours).toHaveLength(2);
  const [recipients, messages] = ['recipient', 'message'].map((name) => new Set(ours.map((line) => line[name])));
  expect([recipients?.size, messages?.size]).toEqual([1, 1]);
  const [pseudonym] = recipients ?? [];

  expect(linesIn(other).length).toBeGreaterThanOrEqual(lines.length);
  const text = [kept, other].map((into) => textIn(into).toLowerCase());
  expect(text[1]).not.toContain(String(pseudonym).toLowerCase());
  const hashed = createHash('sha256')
    .update(JSON.stringify(['recipient', 'own', address]))
    .digest('base64url');
  for (const known of ['zoe', '@', id, messageId, hashed.slice(0, 22)])
    expect(text.filter((one) => one.includes(known.toLowerCase()))).toEqual([]);
  expect(text[1]).not.toContain(campaign);
});

test('who begins again among the pseudonyms of another run is told, and nothing is written', () => {
  const into = folder();
  writeFileSync(join(into, '2026-11-21.ndjson'), '');
  expect(runExport('2026-11-22', '2026-11-23', '--into', into)).toMatchObject({
    exitCode: 2,
    said: expect.stringContaining('other pseudonyms'),
  });
  expect(readdirSync(into)).toEqual(['2026-11-21.ndjson']);
});
