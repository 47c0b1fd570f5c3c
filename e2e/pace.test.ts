import { DynamoDBClient, PutItemCommand, QueryCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientAs, send, timePasses } from './given';
import { type SesameProcess, startSesame } from './sesame-process';
import { decisionsAbout, eventually, hasStatus, type Mail } from './then';

/** `SESAME_PACE_SENDS=5000` tells the story at the length that CONTRIBUTING names; by default it is short. */
const isFullSize = process.env['SESAME_PACE_SENDS'] !== undefined;
const marketingSends = Number(process.env['SESAME_PACE_SENDS'] ?? 300);
const transactionalSends = Math.ceil(Math.min(50, marketingSends / 20));
const rate = 50;
const minute = 60_000;
/** What the story waits for at most: three times what the rate takes, since functions share the machine with it. */
const patienceMs = 60_000 + (3_000 * marketingSends) / rate;

let sesame: SesameProcess;
afterEach(() => sesame.kill());

test(
  'a long queue of marketing keeps to the rate, and transactional mail overtakes it',
  async () => {
    sesame = await startSesame(undefined, { SESAME_SES_MAX_SEND_RATE: String(rate) });
    await marketingIsQueued(marketingSends);
    await eventually(async () => expect((await mails()).length).toBeGreaterThan(10), { withinMs: patienceMs });

    const acceptedAt = new Map<string, number>();
    for (let n = 0; n < transactionalSends; n++) {
      const address = `password-reset-${n}@example.net`;
      expect(await send(sesame, address)).toMatchObject({ status: 200 });
      acceptedAt.set(address, Date.now());
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const total = 1 + marketingSends + transactionalSends;
    await eventually(async () => expect(await mails()).toHaveLength(total), { withinMs: patienceMs, everyMs: 1_000 });

    const all = await mails();
    const times = all.map(({ sentAt }) => Date.parse(sentAt)).sort((a, b) => a - b);
    const waits = [...acceptedAt].map(([address, from]) => {
      const until = Date.parse(all.find(({ to }) => to.includes(address))?.sentAt ?? '');
      return { milliseconds: until - from, before: times.filter((at) => at > from && at < until).length };
    });
    const leases = (await decisionsAbout(sesame, 'sender-deliver')).filter(
      ({ action, resource }) => action === 'dynamodb:UpdateItem' && resource.endsWith('-streams'),
    );
    const figures = {
      busiestSecond: mostInASecond(times),
      perSecond: (total - 1) / (((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1_000),
      medianWaitMs: median(waits.map(({ milliseconds }) => milliseconds)),
      medianSentBefore: median(waits.map(({ before }) => before)),
      callsPerDelivery: 5 + leases.length / total,
    };
    if (isFullSize) process.stdout.write(`${JSON.stringify(figures)}\n`);
    expect(figures.busiestSecond).toBeLessThanOrEqual(1.1 * rate);
    // On a machine that cannot keep to the rate itself, what counts is how much went first.
    expect(figures.medianSentBefore).toBeLessThan(rate);
    if (isFullSize) expect(figures.medianWaitMs).toBeLessThan(2_000);
    expect(await deadLetters()).toEqual([0, 0]);
  },
  3 * patienceMs,
);

test('what the quota does not cover is held, and sent when there is quota again; none is dead-lettered', async () => {
  sesame = await startSesame(undefined, { SESAME_SES_MAX_24_HOUR_SEND: '5' });
  const ids: string[] = [];
  for (let n = 0; n < 8; n++) ids.push(String((await send(sesame, `customer-${n}@example.net`)).body['id']));
  await eventually(async () => expect(await mails()).toHaveLength(5), { withinMs: minute });
  const held = await eventually(
    async () => {
      const emails = await Promise.all(ids.map((id) => emailOf(id)));
      const waiting = emails.filter(({ delivery_status: status }) => status !== 'sent');
      expect(waiting.map((email) => [email['delivery_status'], email['held_reason']])).toEqual(
        Array.from({ length: 3 }, () => ['held', 'quota']),
      );
      return waiting;
    },
    { withinMs: minute },
  );

  // A day later the quota is free again; what is held is released within ten minutes and the sweep's one.
  await timePasses(sesame, 24 * 60 * minute);
  for (let passed = 0; passed < 13; passed++) await timePasses(sesame, minute);
  for (const { id } of held) await eventually(() => hasStatus(sesame, String(id), 'sent'), { withinMs: minute });
  expect(await mails()).toHaveLength(ids.length);
  expect(await deadLetters()).toEqual([0, 0]);
}, 300_000);

async function emailOf(id: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${sesame.api}/emails/${id}`, { headers: { authorization: 'Bearer ss_local' } });
  return (await response.json()) as Record<string, unknown>;
}

/** Everything that SES accepted. */
async function mails(): Promise<Mail[]> {
  return (await (await fetch(`${sesame.aws}/_sesame/mail`)).json()) as Mail[];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The most that any second holds, wherever it begins; the times are in order. */
function mostInASecond(times: readonly number[]): number {
  let [most, first] = [0, 0];
  for (const [last, time] of times.entries()) {
    while ((times[first] ?? 0) <= time - 1_000) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

async function deadLetters(): Promise<number[]> {
  const sqs = new SQSClient(await clientAs(sesame, 'operator'));
  const counts = ['send', 'send-marketing'].map(async (queue) => {
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: `${sesame.aws}/000000000000/sesame-local-${queue}-dead-letter`,
        AttributeNames: ['ApproximateNumberOfMessages'],
      }),
    );
    return Number(Attributes?.['ApproximateNumberOfMessages']);
  });
  return Promise.all(counts);
}

/** A newsletter as accept leaves it: e-mails in the table, and then their ids in the queue, all at once. */
async function marketingIsQueued(count: number): Promise<void> {
  const items = await itemsOfSentEmail();
  const dynamoDb = new DynamoDBClient(await clientAs(sesame, 'sender-accept'));
  const sqs = new SQSClient(await clientAs(sesame, 'sender-accept'));
  const ids = Array.from({ length: count }, (_, n) => `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`);
  const store = async () => {
    for (let id = left.pop(); id; id = left.pop())
      for (const item of items)
        await dynamoDb.send(new PutItemCommand({ TableName: 'sesame-local-emails', Item: ofMarketing(item, id) }));
  };
  const left = [...ids];
  await Promise.all(Array.from({ length: 10 }, store));
  const QueueUrl = `${sesame.aws}/000000000000/sesame-local-send-marketing`;
  for (let sent = 0; sent < count; sent += 10) {
    const Entries = ids.slice(sent, sent + 10).map((id) => ({ Id: id, MessageBody: JSON.stringify({ id }) }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  }
}

function ofMarketing(item: Record<string, AttributeValue>, id: string): Record<string, AttributeValue> {
  const pk = { pk: { S: `own#${id}` } };
  if (item['sk']?.S !== 'email') return { ...item, ...pk };
  const { message_id: _, attempt: __, ...kept } = item;
  return { ...kept, ...pk, status: { S: 'queued' }, stream: { S: 'marketing' } };
}

/** The items of an e-mail to the mailbox simulator, so that none of this counts against the quota. */
async function itemsOfSentEmail(): Promise<Record<string, AttributeValue>[]> {
  const { body } = await send(sesame, 'success@simulator.amazonses.com');
  await hasStatus(sesame, String(body['id']), 'sent');
  const read = new DynamoDBClient(await clientAs(sesame, 'sender-read'));
  const { Items = [] } = await read.send(
    new QueryCommand({
      TableName: 'sesame-local-emails',
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: `own#${String(body['id'])}` } },
    }),
  );
  return Items;
}
