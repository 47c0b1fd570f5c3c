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

describe('a batch', () => {
  const batchOf = (to: string[]) => to.map((address) => message(address));

  test('of the resend client is accepted as a whole, or refused with the place of the bad entry', async () => {
    const [one, other] = [simulated('success'), simulated('success')];
    const refused = await resend.batch.send([...batchOf([one]), { ...message('nobody') }, ...batchOf([other])]);
    expect(refused).toMatchObject({ data: null, error: { name: 'validation_error', statusCode: 422 } });
    expect(refused.error?.message).toContain('entry 1');

    const accepted = await resend.batch.send(batchOf([one, other]));
    expect(accepted).toMatchObject({ data: { data: [{ id: expect.any(String) as string }, {}] }, error: null });
    for (const { id } of accepted.data?.data ?? []) await hasStatus(shared, id, 'sent');
    expect([await mailTo(shared, one), await mailTo(shared, other)]).toMatchObject([{ length: 1 }, { length: 1 }]);
  });

  test('that is permissive is sent but for its bad entries, which are named', async () => {
    const [one, bounced] = [simulated('success'), simulated('bounce')];
    await send(shared, bounced);
    await isSuppressed(shared, bounced, 'bounce');

    const { data, error } = await resend.batch.send(
      [...batchOf([bounced, one]), { ...message(one), from: 'hello@unverified.example' }],
      { batchValidation: 'permissive' },
    );

    expect(error).toBeNull();
    expect(data?.data).toHaveLength(1);
    expect(data?.errors).toEqual([
      { index: 0, message: expect.stringContaining('suppression list') as string },
      { index: 2, message: expect.stringContaining('unverified.example') as string },
    ]);
    await hasStatus(shared, data?.data[0]?.id ?? '', 'sent');
  });

  test('of a hundred that is repeated with its key, at once and later, is answered alike and sent once', async () => {
    const to = Array.from({ length: 100 }, () => simulated('success'));
    const body = batchOf(to);
    const offer = () => call(shared, 'POST', '/emails/batch', { body, headers: { 'idempotency-key': to[0] ?? '' } });
    const answers = await Promise.all(Array.from({ length: 5 }, offer));
    const accepted = answers.filter(({ status }) => status === 200);
    const others = answers.filter(({ status }) => status !== 200);

    expect(accepted.length).toBeGreaterThan(0);
    for (const { status, headers, body: problem } of others) {
      expect({ status, name: problem['name'] }).toEqual({ status: 409, name: 'concurrent_idempotent_requests' });
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    const again = await offer();
    expect(again.status).toBe(200);
    for (const { body: answer } of accepted) expect(answer).toEqual(again.body);

    const ids = (again.body['data'] as { id: string }[]).map(({ id }) => id);
    expect(new Set(ids).size).toBe(100);
    for (const id of ids) await hasStatus(shared, id, 'sent');
    for (const address of to) expect(await mailTo(shared, address)).toHaveLength(1);
    expect(
      await call(shared, 'POST', '/emails/batch', {
        body: body.slice(1),
        headers: { 'idempotency-key': to[0] ?? '' },
      }),
    ).toMatchObject({ status: 409, body: { name: 'invalid_idempotent_request' } });
  }, 60_000);
});

test('a request for later is answered as it was when it is repeated after its time', async () => {
  const to = simulated('success');
  const body = { ...message(to), scheduled_at: 'in 1 min' };
  const first = await sendOnce(to, body);
  expect((await call(shared, 'GET', `/emails/${String(first.body['id'])}`)).body).toMatchObject({
    delivery_status: 'scheduled',
  });

  await timePasses(shared, 3 * 60_000);
  await hasStatus(shared, String(first.body['id']), 'sent');
  expect(await sendOnce(to, body)).toMatchObject({ status: 200, body: first.body });
  expect(await mailTo(shared, to)).toHaveLength(1);
  expect(await sendOnce(`${to}/past`, { ...body, scheduled_at: '2020-01-01T00:00:00Z' })).toMatchObject({
    status: 422,
    body: { field: 'scheduled_at' },
  });
});

test('marketing mail goes in its own stream, to one recipient a message', async () => {
  const [to, other] = [simulated('success'), simulated('success')];
  const inStream = (body: object) =>
    call(shared, 'POST', '/emails', { body, headers: { 'sesame-stream': 'marketing' } });

  expect(await inStream(message([to, other]))).toMatchObject({ status: 422, body: { reason: 'one_recipient' } });
  const { status, body } = await inStream(message(to));
  expect(status).toBe(200);
  await hasStatus(shared, String(body['id']), 'sent');
  expect(await mailTo(shared, to)).toHaveLength(1);
});

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
