import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type AttributeValue, DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { clientAs, send, shared, simulated, timePasses } from './given';
import { decisionsAbout, eventually, hasStatus, isSuppressed, mailTo } from './then';

const maxReceiveCount = 5;
const visibilityTimeoutMs = 180_000;
const stranded = {
  send: '01900000-0000-7000-8000-00000000dead',
  'send-marketing': '01900000-0000-7000-8000-00000001dead',
  fetch: '01900000-0000-7000-8000-00000002dead',
};
const streams = { send: 'transactional', 'send-marketing': 'marketing', fetch: 'marketing' };
const sendQueues = ['send', 'send-marketing', 'fetch'] as const;
/** Who reads each queue, and the poison that lies in it: its message id, once it was sent. */
const poison = { bounces: '', complaints: '', send: '', 'send-marketing': '', fetch: '', metrics: '' };
const readers = {
  bounces: 'bounces',
  complaints: 'complaints',
  send: 'sender-deliver',
  'send-marketing': 'sender-deliver',
  fetch: 'sender-fetch',
  metrics: 'metrics-record',
};
const queues = ['bounces', 'complaints', ...sendQueues, 'metrics'] as const;
const neighbours = Array.from({ length: 6 }, () => simulated('bounce'));
const complainer = simulated('complaint');

test('it goes to the dead letters once, after five receives; its neighbours in the batch are processed once', async () => {
  for (const queue of queues) await isEmpty(queue, readers[queue]);
  const updatesBefore = await updatesBy('bounces');
  const sqs = new SQSClient(await clientAs(shared, 'operator'));
  const [QueueUrl, complaints] = [await urlOf(sqs, 'bounces'), await urlOf(sqs, 'complaints')];
  const bodies = [...neighbours.slice(0, 3), 'poison', ...neighbours.slice(3)].map((address) =>
    address === 'poison' ? feedback('bounces', { eventType: 'Bounce' }) : bounceOf(address),
  );
  const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
  const { Successful = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  poison.bounces = Successful[3]?.MessageId ?? '';
  poison.complaints = await sendTo(complaints, complainer);
  poison.metrics = await sendTo(await urlOf(sqs, 'metrics'), feedback('bounces', {}));
  for (const queue of sendQueues) {
    await strandedEmail(queue, { whole: false });
    poison[queue] = await sendTo(await urlOf(sqs, queue), JSON.stringify({ id: stranded[queue] }));
  }

  for (let received = 1; received <= maxReceiveCount; received++) {
    for (const queue of queues) {
      await eventually(async () => expect(await countsOf(queue, readers[queue])).toEqual({ visible: 0, inFlight: 1 }));
      expect(await countsOf(`${queue}-dead-letter`, 'operator')).toEqual({ visible: 0, inFlight: 0 });
    }
    await timePasses(shared, visibilityTimeoutMs);
  }
  for (const queue of queues) {
    await isEmpty(queue, readers[queue]);
    expect(await countsOf(`${queue}-dead-letter`, 'operator')).toEqual({ visible: 1, inFlight: 0 });
  }

  for (const address of neighbours) await isSuppressed(shared, address, 'bounce');
  expect((await updatesBy('bounces')) - updatesBefore).toBe(neighbours.length);

  async function sendTo(queueUrl: string, MessageBody: string): Promise<string> {
    const { MessageId = '' } = await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }));
    return MessageId;
  }
});

test('redrive lists it with the reason, and tells no address', async () => {
  const malformed = (where: string) => ({ reason: 'malformed', where });
  for (const [queue, explanation] of [
    ['bounces', malformed('Message.mail')],
    ['complaints', malformed('body')],
    ['metrics', malformed('body.TopicArn')],
    ['send', { reason: 'readable' }],
    ['send-marketing', { reason: 'readable' }],
    ['fetch', { reason: 'readable' }],
  ] as const) {
    const { exitCode, answer, said } = redrive(queue);
    expect(exitCode).toBe(0);
    expect(answer).toMatchObject({
      count: 1,
      messages: [{ id: poison[queue], receiveCount: maxReceiveCount + 1, explanation }],
    });
    expect(said).not.toContain('@');
  }
  expect(redrive('complaints', '--show', '--message', poison.complaints).said).toContain(complainer);
});

test('what is not repaired is refused, and stays', async () => {
  expect(redrive('bounces', '--replace', poison.bounces, fileOf('{"Type":"Notification"}'))).toMatchObject({
    exitCode: 1,
    answer: { outcome: 'still malformed', explanation: { where: 'body.TopicArn' } },
  });
  expect(redrive('bounces', '--move', '--message', 'nowhere')).toMatchObject({ exitCode: 1 });
  expect(await countsOf('bounces-dead-letter', 'operator')).toEqual({ visible: 1, inFlight: 0 });
});

test('repaired, it is moved back and processed, and no dead letter is left', async () => {
  const late = simulated('bounce');
  expect(redrive('bounces', '--replace', poison.bounces, fileOf(bounceOf(late)))).toMatchObject({ exitCode: 0 });
  await isSuppressed(shared, late, 'bounce');

  expect(redrive('complaints', '--replace', poison.complaints, fileOf(complaintOf(complainer)))).toMatchObject({
    exitCode: 0,
  });
  await isSuppressed(shared, complainer, 'complaint');

  const recorded = fileOf(bounceOf(late).replace('sesame-local-bounces', 'sesame-local-events'));
  expect(redrive('metrics', '--replace', poison.metrics, recorded)).toMatchObject({ exitCode: 0 });

  for (const queue of sendQueues) {
    await strandedEmail(queue, { whole: true });
    expect(redrive(queue, '--move')).toMatchObject({ exitCode: 0, answer: { ids: [poison[queue]], malformed: [] } });
  }
  for (const queue of sendQueues) await hasStatus(shared, stranded[queue], 'sent');
  const { to } = await hasStatus(shared, stranded.send, 'sent');
  expect(await mailTo(shared, String(to))).toHaveLength(1 + sendQueues.length);

  for (const queue of queues) {
    expect(await countsOf(`${queue}-dead-letter`, 'operator')).toEqual({ visible: 0, inFlight: 0 });
    await isEmpty(queue, readers[queue]);
  }
});

/** Runs the command as an operator does, `--json` for the test. */
function redrive(...args: string[]): { exitCode: number | null; said: string; answer: Record<string, unknown> } {
  const main = resolve(__dirname, '..', 'dist', 'tools', 'redrive', 'main.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args, '--local', '--json'], {
    env: { PATH: process.env['PATH'], SESAME_AWS_PORT: new URL(shared.aws).port },
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(`redrive ${args.join(' ')} ended with ${status}: ${stderr}`);
  return { exitCode: status, said: stdout + stderr, answer: JSON.parse(stdout) as Record<string, unknown> };
}

function fileOf(content: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'sesame-')), 'repaired.json');
  writeFileSync(file, content);
  return file;
}

async function urlOf(sqs: SQSClient, queue: string): Promise<string> {
  const { QueueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName: `sesame-local-${queue}` }));
  return QueueUrl;
}

/** What SQS counts in a queue, asked as a role that may ask. */
async function countsOf(queue: string, role: string): Promise<{ visible: number; inFlight: number }> {
  const sqs = new SQSClient(await clientAs(shared, role));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: `${shared.aws}/000000000000/sesame-local-${queue}`,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return {
    visible: Number(Attributes?.ApproximateNumberOfMessages),
    inFlight: Number(Attributes?.ApproximateNumberOfMessagesNotVisible),
  };
}

function isEmpty(queue: string, role: string): Promise<void> {
  return eventually(async () => expect(await countsOf(queue, role)).toEqual({ visible: 0, inFlight: 0 }));
}

/** How many facts a function has written so far. */
async function updatesBy(role: string): Promise<number> {
  const decisions = await decisionsAbout(shared, role);
  return decisions.filter(({ action }) => action === 'dynamodb:UpdateItem').length;
}

/** The body of an SQS message, as SNS wraps what SES says. */
function feedback(topic: 'bounces' | 'complaints', event: object): string {
  const TopicArn = `arn:aws:sns:us-east-1:000000000000:sesame-local-${topic}`;
  return JSON.stringify({ Type: 'Notification', TopicArn, Message: JSON.stringify(event) });
}

function mailFor(address: string) {
  const timestamp = '2026-11-20T09:15:02.012Z';
  return { timestamp, source: 'hello@example.com', messageId: `to-${address}`, destination: [address] };
}

function bounceOf(emailAddress: string): string {
  return feedback('bounces', {
    eventType: 'Bounce',
    mail: mailFor(emailAddress),
    bounce: {
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [{ emailAddress }],
      timestamp: '2026-11-20T09:15:03.669Z',
      feedbackId: `bounce-of-${emailAddress}`,
    },
  });
}

function complaintOf(emailAddress: string): string {
  return feedback('complaints', {
    eventType: 'Complaint',
    mail: mailFor(emailAddress),
    complaint: {
      complainedRecipients: [{ emailAddress }],
      timestamp: '2026-11-20T09:15:03.669Z',
      feedbackId: `complaint-of-${emailAddress}`,
      complaintFeedbackType: 'abuse',
    },
  });
}

let items: Record<string, AttributeValue>[] = [];

/** A queued e-mail that no sweep knows of; without a field that deliver needs, until it is whole. */
async function strandedEmail(queue: keyof typeof stranded, { whole }: { whole: boolean }): Promise<void> {
  if (items.length === 0) items = await itemsOfSentEmail();
  const accept = new DynamoDBClient(await clientAs(shared, 'sender-accept'));
  for (const item of items) {
    // Not in the list of e-mails, where it would stand under the id of the one it was made of.
    const { message_id: _, stream: __, recent_pk: ___, recent_sk: ____, ...kept } = item;
    const isEmail = item['sk']?.S === 'email';
    const changed = isEmail
      ? { ...kept, ...(whole && { stream: { S: streams[queue] } }), status: { S: 'queued' } }
      : item;
    const Item = { ...changed, pk: { S: `own#${stranded[queue]}` } };
    await accept.send(new PutItemCommand({ TableName: 'sesame-local-emails', Item }));
  }
}

async function itemsOfSentEmail(): Promise<Record<string, AttributeValue>[]> {
  const { body } = await send(shared, simulated('success'));
  await hasStatus(shared, String(body['id']), 'sent');
  const read = new DynamoDBClient(await clientAs(shared, 'sender-read'));
  const { Items = [] } = await read.send(
    new QueryCommand({
      TableName: 'sesame-local-emails',
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: `own#${String(body['id'])}` } },
    }),
  );
  return Items;
}
