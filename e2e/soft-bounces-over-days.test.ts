import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { bounces, mailboxFull, type Said, someoneWithMail } from './bounced-mail';
import { call, clientAs, send, type Sesame, simulated, timePasses } from './given';
import { type SesameProcess, startSesame } from './sesame-process';
import { accepted, eventually, isSuppressed } from './then';

const day = 24 * 3_600_000;

let sesame: SesameProcess;
beforeAll(async () => {
  sesame = await startSesame();
});
afterAll(() => sesame.stop());

const greylisted: Said = { bounceType: 'Transient', bounceSubType: 'General', status: '4.4.7' };
const unclassified: Said = { bounceType: 'Undetermined', bounceSubType: 'Undetermined' };
const automaticReply: Said = { bounceType: 'Transient', bounceSubType: 'General' };
const tooLarge: Said = { bounceType: 'Transient', bounceSubType: 'MessageTooLarge', status: '5.3.4' };

/** Everything that SES reported so far has been handled: the queue holds nothing, in sight or in hand. */
async function isHandled(of: Sesame): Promise<void> {
  const sqs = new SQSClient(await clientAs(of, 'bounces'));
  const QueueUrl = `${of.aws}/000000000000/sesame-local-bounces`;
  const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  await eventually(async () => {
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] }),
    );
    expect(Object.values(Attributes ?? {})).toEqual(['0', '0']);
  });
}

async function aDayPasses(): Promise<void> {
  await isHandled(sesame);
  await timePasses(sesame, day);
}

const statusOf = async (address: string) =>
  (await call(sesame, 'GET', `/suppressions/${encodeURIComponent(address)}`)).status;

test('five soft bounces over four days suppress, and the list says why; four do not, nor do replies or refused content', async () => {
  const full = await someoneWithMail(sesame);
  const fourTimes = await someoneWithMail(sesame);
  const away = await someoneWithMail(sesame);
  const picky = await someoneWithMail(sesame);
  let last = { feedbackId: '', timestamp: '' };
  const kinds = [mailboxFull, greylisted, unclassified, greylisted, mailboxFull];
  for (const [index, kind] of kinds.entries()) {
    if (index > 0) await aDayPasses();
    expect(await statusOf(full.address)).toBe(404);
    last = await bounces(sesame, full.messageId, kind);
    if (index > 0) await bounces(sesame, fourTimes.messageId, mailboxFull);
    await bounces(sesame, away.messageId, automaticReply);
    await bounces(sesame, picky.messageId, tooLarge);
  }

  expect(await isSuppressed(sesame, full.address, 'bounce')).toMatchObject({
    reason:
      'SES reported at least 5 temporary bounces within 14 days, over at least 72 hours; the last: ' +
      'the mailbox is full (4.2.2).',
    happened_at: last.timestamp,
    feedback_id: last.feedbackId,
    source_id: full.emailId,
  });
  await isHandled(sesame);
  for (const { address } of [fourTimes, away, picky]) expect(await statusOf(address)).toBe(404);

  await accepted(sesame, simulated('success'));
  expect(await send(sesame, full.address)).toMatchObject({ status: 422, body: { name: 'recipient_suppressed' } });
});

test('soft bounces before a removal never count', async () => {
  const { address, messageId } = await someoneWithMail(sesame);
  for (let times = 0; times < 5; times++) {
    await bounces(sesame, messageId, mailboxFull);
    await aDayPasses();
  }
  await isSuppressed(sesame, address, 'bounce');
  expect(await call(sesame, 'DELETE', `/suppressions/${encodeURIComponent(address)}`)).toMatchObject({ status: 200 });

  for (let times = 0; times < 4; times++) {
    await bounces(sesame, messageId, mailboxFull);
    await aDayPasses();
  }
  expect(await statusOf(address)).toBe(404);
  await bounces(sesame, messageId, mailboxFull);
  await isSuppressed(sesame, address, 'bounce');
});

test('a permanent bounce and a complaint say what happened, when, and by which event', async () => {
  const [bounced, complained] = [simulated('bounce'), simulated('complaint')];
  const { body } = await accepted(sesame, [bounced, complained]);
  expect(await isSuppressed(sesame, bounced, 'bounce')).toMatchObject({
    reason: 'SES reported a permanent bounce: the address does not exist (5.1.1).',
    happened_at: expect.stringMatching(/Z$/),
    feedback_id: expect.stringMatching(/^[0-9a-f-]{50,}$/),
    source_id: body['id'],
  });
  expect(await isSuppressed(sesame, complained, 'complaint')).toMatchObject({
    reason: "SES reported a complaint from the recipient's mail provider: the message was marked as spam.",
  });
});
