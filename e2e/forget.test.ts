import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { call, send, type Sesame, shared } from './given';
import { type RawPiece, rawData } from './raw-data';
import { type SesameProcess, startSesame } from './sesame-process';
import { eventually, hasStatus, isSuppressed, mailTo } from './then';

const other = 'success+other@simulator.amazonses.com';
const file = Buffer.from('Nothing about anybody.').toString('base64');

/** A person with an address that no other story uses, with a capital in it. */
function somebody(outcome: 'success' | 'bounce' = 'success') {
  const localPart = `${outcome}+Zoe.${randomUUID().slice(0, 8)}`;
  return { localPart, address: `${localPart}@simulator.amazonses.com` };
}

/** Runs the command as a person does, `--json` for the test. */
function forget(sesame: Sesame, ...args: string[]) {
  const main = resolve(__dirname, '..', 'dist', 'tools', 'personal-data', 'forget.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args, '--local', '--json'], {
    env: { PATH: process.env['PATH'], SESAME_AWS_PORT: new URL(sesame.aws).port },
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(`forget ended with ${status}: ${stderr}`);
  const { notErased, ...found } = JSON.parse(stdout) as Record<string, number> & { notErased: string[] };
  expect(notErased).toContain('ses_suppression_list');
  return { exitCode: status, said: stdout + stderr, found };
}

async function messageTo(sesame: Sesame, address: string): Promise<string> {
  const [mail] = await eventually(async () => {
    const found = await mailTo(sesame, address);
    expect(found.length).toBeGreaterThan(0);
    return found;
  });
  return mail?.id ?? '';
}

async function bounces(sesame: Sesame, messageId: string, said: object): Promise<void> {
  const body = JSON.stringify({ messageId, ...said });
  const response = await fetch(`${sesame.aws}/_sesame/bounces`, { method: 'POST', body });
  expect({ status: response.status, text: await response.text() }).toMatchObject({ status: 200 });
}

const inTwentyDays = () => new Date(Date.now() + 20 * 86_400_000).toISOString();

/** What is accepted in other ways: for later, in a batch, from a template, and as marketing mail that the person unsubscribes from. */
async function livesOn(sesame: Sesame, { address, localPart }: { address: string; localPart: string }) {
  const later = await send(sesame, address, { subject: `Later, ${localPart}`, scheduled_at: inTwentyDays() });
  const laterToBoth = await send(sesame, [other, address], { scheduled_at: inTwentyDays() });
  const entry = { from: 'hello@example.com', subject: 'One of many', text: 'Hello.' };
  const batch = await call(sesame, 'POST', '/emails/batch', {
    body: [
      { ...entry, to: address, text: `Dear ${localPart}.` },
      { ...entry, to: other },
      { ...entry, to: `${address}@nowhere` },
    ],
    headers: { 'idempotency-key': `batch/${localPart}`, 'x-batch-validation': 'permissive' },
  });
  const template = await call(sesame, 'POST', '/templates', {
    body: { name: 'Receipt', subject: 'For {{name}}', html: '<p>{{name}}, {{email}}</p>', from: 'hello@example.com' },
  });
  const templateId = String(template.body['id']);
  await call(sesame, 'POST', `/templates/${templateId}/publish`, { body: {} });
  const variables = { name: localPart, email: address };
  const rendered = await call(sesame, 'POST', '/emails', {
    body: { from: 'hello@example.com', to: [address, other], template: { id: templateId, variables } },
  });
  const news = await call(sesame, 'POST', '/emails', {
    headers: { 'sesame-stream': 'marketing' },
    body: { from: 'hello@example.com', to: address, subject: 'News', text: 'News.' },
  });
  expect([later, laterToBoth, batch, template, rendered, news].map(({ status }) => status)).toEqual([
    200, 200, 200, 200, 200, 200,
  ]);
  const [first] = batch.body['data'] as { id: string }[];
  for (const { body } of [{ body: first as unknown as Record<string, unknown> }, rendered, news])
    await hasStatus(sesame, String(body['id']), 'sent');

  const { message_id: messageId } = await hasStatus(sesame, String(news.body['id']), 'sent');
  const source = await (await fetch(`${sesame.aws}/_sesame/mail/${String(messageId)}`)).text();
  const link = /^List-Unsubscribe:\s+<([^>]+)>/im.exec(source.replaceAll(/\r?\n[ \t]+/g, ' '))?.[1] ?? '';
  const form = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
  expect((await fetch(link, { method: 'POST', body: form })).status).toBe(200);
  return { laterToBoth: String(laterToBoth.body['id']) };
}

const mailboxFull = { bounceType: 'Transient', bounceSubType: 'MailboxFull', status: '4.2.2' };

/** Has everything happen to a person that Sesame keeps something of. */
async function lives(sesame: Sesame, { address, localPart }: { address: string; localPart: string }) {
  const alone = await send(sesame, `Zoe Quartz <${address}>`, {
    html: `<p>Dear Zoe, <a href="https://shop.example.com/for/${localPart}">your</a> order.</p>`,
    attachments: [{ filename: `${localPart}.txt`, content: file }],
  });
  const both = await send(sesame, [address.toUpperCase(), other], {
    subject: `With ${localPart}`,
    text: `Write to ${address}.`,
    reply_to: address,
    attachments: [{ filename: 'file.txt', content: file }],
  });
  const keyed = await call(sesame, 'POST', '/emails', {
    body: { from: 'hello@example.com', to: address, subject: 'Hello', text: 'Hello.' },
    headers: { 'idempotency-key': `order/${localPart}` },
  });
  const ids = [alone, both, keyed].map(({ body }) => String(body['id']));
  for (const id of ids) await hasStatus(sesame, id, 'sent');

  const messageId = String((await hasStatus(sesame, ids[0] ?? '', 'sent'))['message_id']);
  await fetch(`${sesame.aws}/_sesame/open/${messageId}`);
  await fetch(`${sesame.aws}/_sesame/click/${messageId}/1`, { redirect: 'manual' });
  await bounces(sesame, messageId, mailboxFull);
  await call(sesame, 'POST', '/suppressions', { body: { email: address } });
  const left = await call(sesame, 'POST', '/emails', {
    body: { from: 'hello@example.com', to: [address, other], subject: 'Hello', text: 'Hello.' },
    headers: { 'idempotency-key': `both/${localPart}` },
  });
  expect(left).toMatchObject({ status: 200, body: { suppressed: [expect.stringMatching(/zoe/i)] } });
  await hasStatus(sesame, String(left.body['id']), 'sent');
  await eventually(async () => {
    const { body } = await call(sesame, 'GET', `/emails/${ids[0]}/events`);
    const types = (body['data'] as { type: string }[]).map(({ type }) => type).sort();
    expect(types).toEqual(['bounce', 'click', 'delivery', 'open', 'send']);
  });
  return { alone: ids[0] ?? '', both: ids[1] ?? '' };
}

/** Where something stands, in any case, percent-encoded or not. */
function naming(pieces: readonly RawPiece[], ...texts: string[]): string[] {
  const wanted = texts.map((text) => text.toLowerCase());
  const found = pieces.filter(({ text }) => {
    const said = text.toLowerCase();
    return wanted.some((one) => said.includes(one) || said.includes(encodeURIComponent(one)));
  });
  return found.map(({ where }) => where);
}

let sesame: SesameProcess;
afterAll(() => sesame.stop());

test('of who was forgotten nothing is left anywhere but a hash on the suppression list', async () => {
  sesame = await startSesame();
  const { dataFolder } = sesame;
  const person = somebody();
  const { laterToBoth } = await livesOn(sesame, person);
  const { alone, both } = await lives(sesame, person);
  const gone = somebody('bounce');
  expect((await send(sesame, gone.address)).status).toBe(200);
  await isSuppressed(sesame, gone.address, 'bounce');
  const matching = person.address.toLowerCase();
  const recipient = createHash('sha256')
    .update(JSON.stringify(['recipient', 'own', matching]))
    .digest('base64url')
    .slice(0, 22);
  const counted = () => forget(sesame, matching).found;
  const before = counted();
  expect(before).toEqual({
    ...{ emailsErased: 5, emailsRedacted: 3, emailsWaiting: 1, attachments: 2, claims: 2 },
    ...{ facts: expect.any(Number), softBounces: 1, suppressionEntries: 2 },
  });
  expect(before['facts']).toBeGreaterThan(8);

  await sesame.stop();
  const all = await rawData(dataFolder);
  expect(naming(all, person.localPart).length).toBeGreaterThan(8);
  expect(naming(all, recipient).length).toBeGreaterThan(8);

  sesame = await startSesame(dataFolder);
  const { exitCode, found, said } = forget(sesame, person.address, '--yes');
  expect({ exitCode, found }).toEqual({ exitCode: 1, found: before });
  expect(said.toLowerCase()).not.toContain('zoe');
  // What others are still to get waits until it is sent, or is called back.
  expect((await call(sesame, 'POST', `/emails/${laterToBoth}/cancel`)).status).toBe(200);
  expect(forget(sesame, person.address, '--yes')).toMatchObject({ exitCode: 0, found: { emailsRedacted: 1 } });
  expect(Object.values(counted()).every((count) => count === 0)).toBe(true);

  expect((await call(sesame, 'GET', `/emails/${alone}`)).status).toBe(404);
  expect(await call(sesame, 'GET', `/emails/${both}`)).toMatchObject({
    status: 200,
    body: { to: [other], reply_to: null, subject: '', html: null, text: null, delivery_status: 'sent' },
  });
  await eventually(async () => {
    const refused = await send(sesame, person.address);
    expect(refused).toMatchObject({ status: 422, body: { name: 'recipient_suppressed' } });
  });
  const entry = await call(sesame, 'GET', `/suppressions/${encodeURIComponent(person.address)}`);
  expect(entry).toMatchObject({ status: 200, body: { email: null, origin: 'manual', source_id: null } });
  expect(forget(sesame, gone.address, '--yes')).toMatchObject({ exitCode: 0, found: { emailsErased: 1, facts: 2 } });

  await sesame.stop();
  const left = await rawData(dataFolder);
  expect(naming(left, person.localPart, gone.localPart, recipient)).toEqual([]);
  expect(naming(left, createHash('sha256').update(matching).digest('base64url'))).not.toEqual([]);
}, 180_000);

test('the role of the command does what it does, and no more', async () => {
  const person = somebody();
  await lives(shared, person);
  await messageTo(shared, person.address);
  const { exitCode, found } = forget(shared, person.address, '--yes');
  expect({ exitCode, found }).toMatchObject({
    exitCode: 0,
    found: { emailsErased: 2, emailsRedacted: 2, attachments: 2 },
  });
});
