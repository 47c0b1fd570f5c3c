import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { call, key, send, shared, simulated } from './given';
import { eventually, hasStatus, type Mail } from './then';

/** What no line of a log may hold. */
const address = /[\w.+%'*=-]+(?:@|%40)[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/gi;
const apiKey = /\bss_(?:local\b|[\w-]{32})/g;
/** Shorter ones are words that a log may have of its own: Hello, News. */
const tellingSubject = 12;

/** Every line that a function or the API has logged in the Sesame that the stories share, with where it stands. */
function logged(): { where: string; line: string }[] {
  const folder = join(process.env['E2E_DATA_FOLDER'] ?? '', 'logs');
  return readdirSync(folder).flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .map((line, n) => ({ where: `${file}:${n + 1}`, line })),
  );
}

/** What a line says that it may not. */
function saidIn(line: string, subjects: readonly string[]): string[] {
  const found = [...(line.match(address) ?? []), ...(line.match(apiKey) ?? [])];
  return [...found, ...subjects.filter((subject) => line.includes(subject))];
}

test('a line that names somebody, a subject or a key is found', () => {
  const subjects = ['Your order, Zoë Quartz'];
  expect(saidIn('{"level":"WARN","error":"to zoe.quartz+x@example.net: no"}', subjects)).toEqual([
    'zoe.quartz+x@example.net',
  ]);
  expect(saidIn('GET /suppressions/zoe%40example.net', subjects)).toEqual(['zoe%40example.net']);
  expect(saidIn(`Bearer ss_${'a1_-'.repeat(8)} and ${key}`, subjects)).toEqual([`ss_${'a1_-'.repeat(8)}`, key]);
  expect(saidIn('{"subject":"Your order, Zoë Quartz"}', subjects)).toEqual(subjects);
  expect(saidIn('at file:///var/task/node_modules/@aws-sdk/client.mjs:1:2, ss_locally', subjects)).toEqual([]);
});

test('nothing that was logged in all the stories names an address, a subject or a key', async () => {
  // What fails is where something slips into a log: refused, bounced, unreadable, not found, and with a key that is none.
  const subject = `For ${randomUUID()} alone`;
  const to = simulated('bounce');
  const { body } = await send(shared, to, { subject });
  await hasStatus(shared, String(body['id']), 'sent');
  await send(shared, `${to}, ${to}@`, { subject });
  await send(shared, to, { subject, from: 'nobody@unverified.example' });
  await call(shared, 'POST', '/emails', { body: `{"to": "${to}", "subject": "${subject}"` });
  await call(shared, 'GET', `/suppressions/${encodeURIComponent(to)}`);
  await call(shared, 'GET', `/emails/${encodeURIComponent(to)}`);
  await call(shared, 'POST', '/emails', { as: `ss_${'x'.repeat(32)}`, body: { to, subject } });
  await eventually(async () => expect(await send(shared, to, { subject })).toMatchObject({ status: 422 }));

  const mails = (await (await fetch(`${shared.aws}/_sesame/mail`)).json()) as Mail[];
  const subjects = [...new Set([subject, ...mails.map((mail) => mail.subject)])].filter(
    ({ length }) => length >= tellingSubject,
  );
  expect(mails.length).toBeGreaterThan(0);

  const lines = logged();
  expect(lines.some(({ line }) => line.includes('"delivered"'))).toBe(true);
  const telling = lines.flatMap(({ where, line }) => {
    const said = saidIn(line, subjects);
    return said.length === 0 ? [] : [`${where}: ${said.join(', ')}: ${line.slice(0, 300)}`];
  });
  expect(telling).toEqual([]);
});
