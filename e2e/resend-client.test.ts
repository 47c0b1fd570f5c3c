import { Resend } from 'resend';
import { key, shared, simulated } from './given';
import { eventually } from './then';

const resend = new Resend(key, { baseUrl: shared.api });

test('the unmodified resend client sends, reads, and is refused after a bounce', async () => {
  const to = simulated('bounce');
  const message = {
    from: 'Sesame <hello@example.com>',
    to,
    subject: 'Hello',
    html: '<p>Hello</p>',
    replyTo: 'answers@example.com',
  };
  const sent = await resend.emails.send(message);
  expect(sent.error).toBeNull();
  const id = sent.data?.id ?? '';

  await eventually(async () => {
    const { data } = await resend.emails.get(id);
    expect(data).toMatchObject({
      object: 'email',
      id,
      to: [to],
      subject: 'Hello',
      html: '<p>Hello</p>',
      last_event: 'bounced',
    });
  });
  await eventually(async () => {
    const { data } = await resend.suppressions.get(to);
    expect(data).toMatchObject({ object: 'suppression', email: to, origin: 'bounce', source_id: id });
  });
  const refused = await resend.emails.send(message);
  expect(refused).toMatchObject({ data: null, error: { name: 'recipient_suppressed', statusCode: 422 } });
});

test('the unmodified resend client adds, gets, lists and removes suppressions', async () => {
  const address = `person+${Date.now()}@example.net`;
  const added = await resend.suppressions.add({ email: address });
  expect(added).toMatchObject({ error: null, data: { object: 'suppression', id: expect.any(String) } });
  const id = added.data?.id ?? '';

  expect(await resend.suppressions.get(id)).toMatchObject({ data: { id, email: address, origin: 'manual' } });
  expect(await resend.suppressions.get(address)).toMatchObject({ data: { id } });
  const listed = await resend.suppressions.list({ origin: 'manual', limit: 100 });
  expect(listed.data?.data.map((entry) => entry.id)).toContain(id);

  const refused = await resend.emails.send({ from: 'hello@example.com', to: address, subject: 'Hello', text: 'Hello' });
  expect(refused.error).toMatchObject({ name: 'recipient_suppressed' });

  expect(await resend.suppressions.remove(address)).toMatchObject({
    data: { object: 'suppression', id, deleted: true },
  });
  expect(await resend.suppressions.get(id)).toMatchObject({
    data: null,
    error: { name: 'not_found', statusCode: 404 },
  });
  const sent = await resend.emails.send({ from: 'hello@example.com', to: address, subject: 'Hello', text: 'Hello' });
  expect(sent.error).toBeNull();

  expect(await resend.suppressions.add({ email: address })).toMatchObject({ data: { id } });
  expect(await resend.suppressions.remove(id)).toMatchObject({ data: { object: 'suppression', id, deleted: true } });
  expect(await resend.suppressions.get(address)).toMatchObject({ data: null, error: { name: 'not_found' } });
});

test('the resend client is told that its key is unknown', async () => {
  const stranger = new Resend('re_unknown', { baseUrl: shared.api });
  expect(await stranger.suppressions.list()).toMatchObject({
    data: null,
    error: { name: 'invalid_api_key', statusCode: 403 },
  });
});
