import { randomUUID } from 'node:crypto';
import { DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { Resend } from 'resend';
import { call, clientAs, key, send, shared, simulated, timePasses, type Sesame } from './given';
import { startSesame } from './sesame-process';
import { eventually, hasStatus, mailTo } from './then';

const resend = new Resend(key, { baseUrl: shared.api });
const seconds = 1_000;
const minutes = 60 * seconds;

/** What the embedded clock says. */
async function timeOf(sesame: Sesame): Promise<number> {
  const response = await fetch(`${sesame.aws}/_sesame/clock`, { method: 'POST', body: '{"advanceMs":1}' });
  const { now } = (await response.json()) as { now: string };
  return Date.parse(now);
}

/** Leaves an e-mail as accept leaves one that is scheduled for so much later, more than two minutes: a copy of a sent one. */
async function scheduled(sesame: Sesame, aheadMs: number, stream = 'transactional') {
  const to = simulated('success');
  const sent = String((await send(sesame, simulated('success'))).body['id']);
  await hasStatus(sesame, sent, 'sent');
  const read = new DynamoDBClient(await clientAs(sesame, 'sender-read'));
  const ofOne = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': { S: `own#${sent}` } } };
  const { Items = [] } = await read.send(new QueryCommand({ TableName: 'sesame-local-emails', ...ofOne }));

  const id = sent.slice(0, -4) + randomUUID().slice(-4);
  const scheduledAt = new Date((await timeOf(sesame)) + aheadMs);
  const due = new Date(scheduledAt.getTime() - 2 * minutes).toISOString();
  const waiting = {
    status: { S: 'scheduled' },
    stream: { S: stream },
    to: { L: [{ S: to }] },
    scheduled_at: { S: scheduledAt.toISOString() },
    due_pk: { S: 'own#due#0' },
    due_sk: { S: `${due}#${id}` },
    recent_sk: { S: id },
  };
  const accept = new DynamoDBClient(await clientAs(sesame, 'sender-accept'));
  for (const { attempt: _, claimed_at: __, message_id: ___, ...item } of Items) {
    const Item = { ...item, pk: { S: `own#${id}` }, ...(item['sk']?.S === 'email' && waiting) };
    await accept.send(new PutItemCommand({ TableName: 'sesame-local-emails', Item }));
  }
  return { id, to, scheduledAt };
}

/** Gives an e-mail another time, so much from now. */
async function movedTo(sesame: Sesame, id: string, aheadMs: number): Promise<Date> {
  const scheduledAt = new Date((await timeOf(sesame)) + aheadMs);
  const body = { scheduled_at: scheduledAt.toISOString() };
  expect(await call(sesame, 'PATCH', `/emails/${id}`, { body })).toMatchObject({
    status: 200,
    body: { object: 'email', id },
  });
  return scheduledAt;
}

/** Milliseconds: some fifty on a machine that has nothing else to do, and seconds on one that has. */
async function fiveCallsTake(sesame: Sesame): Promise<number> {
  const begun = performance.now();
  for (let made = 0; made < 5; made++) await call(sesame, 'GET', '/emails?limit=1');
  return performance.now() - begun;
}

/** The e-mail left once, and not before its time nor two seconds after it; on a machine that is busy, by so much later. */
async function firedInTime(
  sesame: Sesame,
  { id, to }: { id: string; to: string },
  scheduledAt: Date,
  withinMs = 25_000,
) {
  const [mail, ...others] = await eventually(
    async () => {
      const mails = await mailTo(sesame, to);
      expect(mails).not.toEqual([]);
      return mails;
    },
    { withinMs },
  );
  expect(others).toEqual([]);
  const lateMs = Date.parse(mail?.sentAt ?? '') - scheduledAt.getTime();
  expect(lateMs).toBeGreaterThanOrEqual(-1 * seconds);
  expect(lateMs).toBeLessThanOrEqual(2 * seconds + (await fiveCallsTake(sesame)));
  await hasStatus(sesame, id, 'sent');
}

test('an e-mail that is scheduled for an hour ahead waits, says so, and leaves within two seconds of its time', async () => {
  const email = await scheduled(shared, 60 * minutes);
  expect((await call(shared, 'GET', `/emails/${email.id}`)).body).toMatchObject({
    scheduled_at: email.scheduledAt.toISOString(),
    last_event: 'scheduled',
    delivery_status: 'scheduled',
  });

  await timePasses(shared, 60 * minutes - 12 * seconds);
  expect(await mailTo(shared, email.to)).toEqual([]);
  await firedInTime(shared, email, email.scheduledAt);
});

test('one whose time is a few seconds ahead is not a minute late, and one that was moved to later is not early', async () => {
  const email = await scheduled(shared, 60 * minutes, 'marketing');
  await movedTo(shared, email.id, 4 * seconds);
  const later = await movedTo(shared, email.id, 8 * seconds);
  await firedInTime(shared, email, later);
});

test('a kill and a restart change nothing: it leaves at its time, once', async () => {
  let sesame = await startSesame();
  try {
    const [near, far] = [await scheduled(sesame, 60 * minutes), await scheduled(sesame, 10 * minutes)];
    const soon = await movedTo(sesame, near.id, 90 * seconds);
    await sesame.kill();
    sesame = await startSesame(sesame.dataFolder);

    await timePasses(sesame, soon.getTime() - (await timeOf(sesame)) - 12 * seconds);
    await firedInTime(sesame, near, soon);
    expect(await mailTo(sesame, far.to)).toEqual([]);
    await timePasses(sesame, far.scheduledAt.getTime() - (await timeOf(sesame)) - 12 * seconds);
    await firedInTime(sesame, far, far.scheduledAt);
  } finally {
    await sesame.kill();
  }
}, 90_000);

test('the unmodified resend client moves and cancels, and is told what is too late', async () => {
  const [moved, canceled] = [await scheduled(shared, 60 * minutes), await scheduled(shared, 60 * minutes)];
  const scheduledAt = new Date((await timeOf(shared)) + 4 * seconds);
  expect(await resend.emails.update({ id: moved.id, scheduledAt: scheduledAt.toISOString() })).toMatchObject({
    error: null,
    data: { object: 'email', id: moved.id },
  });
  expect(await resend.emails.cancel(canceled.id)).toMatchObject({
    error: null,
    data: { object: 'email', id: canceled.id },
  });
  await firedInTime(shared, moved, scheduledAt);

  expect(await resend.emails.get(canceled.id)).toMatchObject({
    data: { last_event: 'canceled', text: 'Hello there.', scheduled_at: canceled.scheduledAt.toISOString() },
  });
  for (const { id } of [moved, canceled]) {
    expect(await resend.emails.update({ id, scheduledAt: 'in 1 hour' })).toMatchObject({
      data: null,
      error: { name: 'email_not_scheduled', statusCode: 409 },
    });
  }
  expect(await resend.emails.cancel(moved.id)).toMatchObject({ error: { message: expect.stringContaining('sent') } });
  await timePasses(shared, 60 * minutes);
  await timePasses(shared, 2 * minutes);
  expect(await mailTo(shared, canceled.to)).toEqual([]);
});

test.each([
  ['tomorrow', 'in 5 minutes'],
  ['in 31 days', '30 days'],
])('a time such as %s is refused in words', async (scheduled_at, words) => {
  const { id } = await scheduled(shared, 60 * minutes);
  expect(await call(shared, 'PATCH', `/emails/${id}`, { body: { scheduled_at } })).toMatchObject({
    status: 422,
    body: { name: 'validation_error', field: 'scheduled_at', message: expect.stringContaining(words) },
  });
  expect((await call(shared, 'POST', `/emails/${id}/cancel`)).status).toBe(200);
});
