import { call, send, shared, simulated } from './given';
import { eventually, hasStatus, isSuppressed, mailTo } from './then';

test('mail to an address that bounced is not sent again', async () => {
  const address = simulated('bounce');
  const first = await send(shared, address);
  expect(first).toMatchObject({ status: 200, body: { id: expect.stringMatching(/^[0-9a-f-]{36}$/) } });
  const entry = await isSuppressed(shared, address, 'bounce');
  expect(entry).toMatchObject({ object: 'suppression', source_id: first.body['id'] });

  const second = await send(shared, address);
  expect(second).toMatchObject({ status: 422, body: { name: 'recipient_suppressed', statusCode: 422 } });
  expect(await mailTo(shared, address)).toHaveLength(1);
});

test('the address of the README bounces, and is refused the second time', async () => {
  const address = 'bounce@simulator.amazonses.com';
  expect(await send(shared, address)).toMatchObject({ status: 200 });
  await isSuppressed(shared, address, 'bounce');
  expect(await send(shared, address)).toMatchObject({ status: 422, body: { name: 'recipient_suppressed' } });
});

test('only those who bounced are suppressed, not everyone the message went to', async () => {
  const [bounced, delivered] = [simulated('bounce'), simulated('success')];
  await send(shared, [bounced, delivered]);
  await isSuppressed(shared, bounced, 'bounce');
  expect(await call(shared, 'GET', `/suppressions/${encodeURIComponent(delivered)}`)).toMatchObject({ status: 404 });
});

test('of several recipients the suppressed one is left out, told to the caller, and the rest is sent', async () => {
  const [bounced, delivered] = [simulated('bounce'), simulated('success')];
  await send(shared, bounced);
  await isSuppressed(shared, bounced, 'bounce');

  const { status, body } = await send(shared, [bounced, delivered]);
  expect({ status, suppressed: JSON.stringify(body['suppressed']) }).toEqual({
    status: 200,
    suppressed: expect.stringContaining(bounced),
  });
  await hasStatus(shared, String(body['id']), 'sent');
  expect(await mailTo(shared, delivered)).toHaveLength(1);
  expect(await mailTo(shared, bounced)).toHaveLength(1);
});

test('an out-of-office reply, which SES reports as a transient bounce, suppresses nobody', async () => {
  const away = simulated('ooto');
  const { body } = await send(shared, away);
  await hasStatus(shared, String(body['id']), 'sent');
  const later = simulated('bounce');
  await send(shared, later);
  await isSuppressed(shared, later, 'bounce');
  expect(await call(shared, 'GET', `/suppressions/${encodeURIComponent(away)}`)).toMatchObject({ status: 404 });
});

test('what was sent reads back as it was given', async () => {
  const to = simulated('success');
  const given = {
    from: 'Héloïse <hello@example.com>',
    subject: 'Grüße ✓',
    html: '<p>Hello <b>there</b></p>',
    text: 'Hello there',
    cc: simulated('success'),
    reply_to: 'answers@example.com',
    headers: { 'X-Order': '42' },
    tags: [{ name: 'app', value: 'orders' }],
  };
  const { body } = await send(shared, to, given);
  const email = await hasStatus(shared, String(body['id']), 'sent');
  expect(email).toMatchObject({
    object: 'email',
    to: [to],
    cc: [given.cc],
    reply_to: [given.reply_to],
    subject: given.subject,
    html: given.html,
    text: given.text,
    tags: given.tags,
    last_event: expect.stringMatching(/^(sent|delivered)$/),
  });
  const [mail] = await eventually(async () => {
    const found = await mailTo(shared, to);
    expect(found).toHaveLength(1);
    return found;
  });
  expect(mail).toMatchObject({ id: email['message_id'], subject: given.subject });
  const source = await (await fetch(`${shared.aws}/_sesame/mail/${mail?.id}`)).text();
  expect(source).toContain('X-Order: 42');
  expect(source).toMatch(/^Reply-To: .*answers@example\.com/m);
});
