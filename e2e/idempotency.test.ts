import { randomUUID } from 'node:crypto';
import { Resend } from 'resend';
import { call, key, send, shared, simulated, timePasses } from './given';
import { eventually, hasStatus, isSuppressed, mailTo } from './then';

const resend = new Resend(key, { baseUrl: shared.api });
const day = 24 * 3_600_000;

const message = (to: string | string[]) => ({ from: 'hello@example.com', to, subject: 'Hello', text: 'Hello there.' });

/** `POST /emails` with an idempotency key. */
const sendOnce = (idempotencyKey: string, body: object) =>
  call(shared, 'POST', '/emails', { body, headers: { 'idempotency-key': idempotencyKey } });

test('a request that is repeated with its key is answered as it was, however it is written, and one mail leaves', async () => {
  const to = simulated('success');
  const first = await sendOnce(to, { ...message(to), reply_to: 'answers@example.com' });
  expect(first).toMatchObject({ status: 200, body: { id: expect.any(String) as string } });
  await hasStatus(shared, String(first.body['id']), 'sent');

  const again = await sendOnce(to, {
    replyTo: ['answers@example.com'],
    text: 'Hello there.',
    subject: 'Hello',
    to: [to],
    from: 'hello@example.com',
  });

  expect(again).toMatchObject({ status: 200, body: first.body });
  expect(await mailTo(shared, to)).toHaveLength(1);
});

test('the resend client, unmodified, repeats a send and is told of a conflict', async () => {
  const to = simulated('success');
  const options = { idempotencyKey: `client/${to}` };
  const first = await resend.emails.send(message(to), options);
  expect(first.error).toBeNull();

  expect(await resend.emails.send(message(to), options)).toMatchObject({ data: first.data, error: null });
  expect(await resend.emails.send({ ...message(to), subject: 'Bye' }, options)).toMatchObject({
    data: null,
    error: { name: 'invalid_idempotent_request', statusCode: 409 },
  });
  await hasStatus(shared, first.data?.id ?? '', 'sent');
  expect(await mailTo(shared, to)).toHaveLength(1);
});

test('twenty offers of one key at once have one answer, and one mail leaves', async () => {
  const to = simulated('success');
  const answers = await Promise.all(Array.from({ length: 20 }, () => sendOnce(to, message(to))));

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  const ids = new Set(answers.map(({ body }) => String(body['id'])));
  expect(ids.size).toBe(1);
  for (const id of ids) await hasStatus(shared, id, 'sent');
  expect(await mailTo(shared, to)).toHaveLength(1);
});

test('the answer stays the same when the recipient has been suppressed since', async () => {
  const to = simulated('bounce');
  const first = await sendOnce(to, message(to));
  await isSuppressed(shared, to, 'bounce');

  expect(await sendOnce(to, message(to))).toMatchObject({ status: 200, body: first.body });
  expect(await send(shared, to)).toMatchObject({ status: 422, body: { name: 'recipient_suppressed' } });
});

test('a refused request leaves its key free', async () => {
  const [idempotencyKey, to] = [randomUUID(), simulated('success')];
  const refused = { ...message(to), from: 'hello@unverified.example' };

  expect(await sendOnce(idempotencyKey, refused)).toMatchObject({ body: { name: 'identity_not_verified' } });
  expect(await sendOnce(idempotencyKey, { to })).toMatchObject({ body: { name: 'validation_error' } });
  expect(await sendOnce(idempotencyKey, message(to))).toMatchObject({ status: 200 });
});

test.each(['', 'k'.repeat(257)])(
  'a key of another length than 1 to 256 characters is refused',
  async (idempotencyKey) => {
    expect(await sendOnce(idempotencyKey, message(simulated('success')))).toMatchObject({
      status: 400,
      body: { name: 'invalid_idempotency_key', field: 'Idempotency-Key' },
    });
  },
);

test('after 24 hours a key may be used again', async () => {
  const [idempotencyKey, to] = [randomUUID(), simulated('success')];
  const first = await sendOnce(idempotencyKey, message(to));
  await hasStatus(shared, String(first.body['id']), 'sent');

  await timePasses(shared, day + 1_000);
  await eventually(async () => {
    const second = await sendOnce(idempotencyKey, { ...message(to), subject: 'A day later' });
    // 503 until the identities have been synced again.
    expect(second.status).toBe(200);
    expect(second.body['id']).not.toBe(first.body['id']);
  });
});
