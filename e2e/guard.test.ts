import { randomUUID } from 'node:crypto';
import { GetQueueUrlCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { callSigned, roleApi } from './application';
import { type Answer, call, clientAs, send, shared, simulated, timePasses } from './given';
import { person, takeRole } from './people';
import { decisionsAbout, eventually, hasStatus, mailTo } from './then';

type Stream = 'transactional' | 'marketing';
const minute = 60_000;

/** What the embedded clock says. */
async function clock(): Promise<Date> {
  const response = await fetch(`${shared.aws}/_sesame/clock`, { method: 'POST', body: '{"advanceMs":1}' });
  return new Date(((await response.json()) as { now: string }).now);
}

/** SES says that mail went to a thousand recipients, of whom so many bounced hard. They are nobody's at the mailbox simulator. */
async function mailBounces(stream: Stream, bounces: number): Promise<void> {
  const sqs = new SQSClient(await clientAs(shared, 'operator'));
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'sesame-local-metrics' }));
  const TopicArn = 'arn:aws:sns:us-east-1:000000000000:sesame-local-events';
  const timestamp = (await clock()).toISOString();
  for (let batch = 0; batch < 4; batch++) {
    const events = Array.from({ length: 5 }, () => sendAndBounce(stream, bounces / 20, timestamp)).flat();
    const Entries = events.map((event, index) => {
      const body = { Type: 'Notification', MessageId: randomUUID(), TopicArn, Message: JSON.stringify(event) };
      return { Id: String(index), MessageBody: JSON.stringify(body) };
    });
    await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  }
}

/** A message to fifty recipients, of whom so many bounced. */
function sendAndBounce(stream: Stream, bounces: number, timestamp: string): object[] {
  const destination = Array.from({ length: 50 }, (_, n) => `reader-${n}@example.net`);
  const tags = { 'ses:configuration-set': [`sesame-local-${stream}`] };
  const mail = { timestamp, messageId: randomUUID(), source: 'hello@example.com', destination, tags };
  const bouncedRecipients = destination.slice(0, bounces).map((emailAddress) => ({ emailAddress }));
  const kind = { bounceType: 'Permanent', bounceSubType: 'General' };
  const bounce = { ...kind, bouncedRecipients, timestamp, feedbackId: randomUUID() };
  return [
    { eventType: 'Send', mail, send: {} },
    { eventType: 'Bounce', mail, bounce },
  ];
}

/** How a stream stands. */
async function standingOf(stream: Stream) {
  const { body } = await call(shared, 'GET', '/streams');
  const { data } = body as { data: { name: string; state: string; by: string; cause: object; resumed: object }[] };
  return data.find(({ name }) => name === stream);
}

/** Gives an e-mail to SES past Sesame, as whoever has the role of deliver could. */
async function pastSesame(stream: Stream): Promise<unknown> {
  const ses = new SESv2Client(await clientAs(shared, 'sender-deliver'));
  const Text = { Data: 'Hello' };
  return ses.send(
    new SendEmailCommand({
      FromEmailAddress: 'hello@example.com',
      Destination: { ToAddresses: [simulated('success')] },
      ConfigurationSetName: `sesame-local-${stream}`,
      Content: { Simple: { Subject: Text, Body: { Text } } },
    }),
  );
}

/** The hard bounces of a stream that are counted. */
async function bouncesOf(stream: Stream): Promise<number> {
  const from = new Date((await clock()).getTime() - 6 * 60 * minute).toISOString();
  const { body } = await call(shared, 'GET', `/metrics?interval=hour&filter=stream%3D${stream}&from=${from}`);
  return Number((body['totals'] as Record<string, unknown>)['bounced_hard']);
}

/** How often the guard was let publish to the topic of alerts, which is the only one it may publish to. */
const alerts = async () =>
  (await decisionsAbout(shared, 'metrics-guard')).filter(({ action }) => action === 'sns:Publish').length;

const withKey = (path: string, body: object) => call(shared, 'POST', path, { body });
async function asOperator(path: string, body: object): Promise<Answer> {
  const credentials = await takeRole(shared, 'sesame-local-operator', await person(shared, 'ada'));
  return callSigned(await roleApi(shared), credentials, 'POST', path, { body });
}

test.each([
  ['marketing', 'transactional', 'with a key', withKey],
  ['transactional', 'marketing', 'by the role of the operator', asOperator],
] as const)(
  'the %s stream, whose hard bounces cross the line, is paused until a person resumes it; the %s one goes on (%s)',
  async (stream, other, _, ask) => {
    const [alertsBefore, bouncesBefore] = [await alerts(), await bouncesOf(stream)];
    const held = simulated('success');
    const accepted = await send(shared, held, { stream, scheduled_at: 'in 30 minutes' });
    await mailBounces(stream, 60);
    await eventually(
      async () => {
        await timePasses(shared, minute);
        expect((await bouncesOf(stream)) - bouncesBefore).toBeGreaterThanOrEqual(60);
      },
      { withinMs: 60_000, everyMs: 2_000 },
    );
    for (let run = 0; run < 2; run++) await timePasses(shared, minute);
    await eventually(async () => expect(await standingOf(stream)).toMatchObject({ state: 'paused' }), {
      withinMs: 30_000,
    });
    const paused = await standingOf(stream);
    const figures = { rate: 'bounce_rate', threshold: 0.05, recipients: 1_000, events: 60 };
    expect(paused).toMatchObject({ by: 'guard', cause: figures });
    await eventually(async () => expect(await alerts()).toBeGreaterThan(alertsBefore));

    await expect(pastSesame(stream)).rejects.toMatchObject({ name: 'SendingPausedException' });
    const refused = await send(shared, simulated('success'), { stream });
    expect(refused).toMatchObject({ status: 403, body: { name: 'sending_paused', stream, cause: figures } });
    expect(refused.body['message']).toContain(`POST /streams/${stream}/resume`);
    const went = await send(shared, simulated('success'), { stream: other });
    await hasStatus(shared, String(went.body['id']), 'sent');
    const id = String(accepted.body['id']);
    const alertsOfPause = await alerts();
    await timePasses(shared, 31 * minute);
    // A sweep that was under way at that moment did not find it; the next one does, a minute later.
    await eventually(
      async () => {
        await timePasses(shared, minute);
        const { body } = await call(shared, 'GET', `/emails/${id}`);
        expect(body).toMatchObject({ delivery_status: 'held', held_reason: 'paused' });
      },
      { withinMs: 30_000, everyMs: 1_000 },
    );

    for (let run = 0; run < 2; run++) await timePasses(shared, minute);
    expect(await alerts()).toBe(alertsOfPause);

    const reason = 'The addresses that bounced are gone.';
    const answer = await ask(`/streams/${stream}/resume`, { reason });
    expect(answer).toMatchObject({ status: 200, body: { state: 'active', resumed: { reason, cause: figures } } });
    await eventually(
      async () => {
        await timePasses(shared, minute);
        expect(await mailTo(shared, held)).toHaveLength(1);
      },
      { withinMs: 60_000, everyMs: 2_000 },
    );
    await hasStatus(shared, id, 'sent');
    expect((await send(shared, simulated('success'), { stream })).status).toBe(200);
    expect(await standingOf(stream)).toMatchObject({ state: 'active', resumed: { reason } });
    await eventually(async () => expect(await alerts()).toBeGreaterThan(alertsOfPause));
  },
  240_000,
);

/** Whatever went wrong here, the stories that follow can send. */
afterAll(async () => {
  const body = { reason: 'The story of the guard is over.' };
  for (const stream of ['marketing', 'transactional'])
    await call(shared, 'POST', `/streams/${stream}/resume`, { body });
  await timePasses(shared, minute);
});
