import { DynamoDBDocumentClient, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { log } from '@sesame/lambda';
import { entryKey } from '@sesame/suppression';
import { mockClient } from 'aws-sdk-client-mock';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import permanentNoEmail from '../events/permanent-no-email.json';
import onAccountSuppressionList from '../events/permanent-on-account-suppression-list.json';
import twoOfThree from '../events/permanent-general-two-of-three.json';
import automaticReply from '../events/transient-general-automatic-reply.json';
import mailboxFull from '../events/transient-mailbox-full.json';
import withoutRecipients from '../events/undetermined-without-recipients.json';

const topicArn = 'arn:aws:sns:us-east-1:000000000000:sesame-local-bounces';
const dynamoDb = mockClient(DynamoDBDocumentClient);
const keyOf = (address: string) => entryKey('own', 'all', address).pk;
const info = jest.spyOn(log, 'info').mockImplementation();
const error = jest.spyOn(log, 'error').mockImplementation();
/** When SNS put the messages into the queue. */
const heardAt = Date.parse('2026-11-20T12:00:10.000Z');
let handler: (event: SQSEvent) => Promise<SQSBatchResponse>;

beforeAll(async () => {
  process.env['SUPPRESSIONS_TABLE'] = 'suppressions';
  process.env['BOUNCES_TOPIC_ARN'] = topicArn;
  ({ handler } = await import('./handler'));
});
beforeEach(() => {
  jest.clearAllMocks();
  dynamoDb.reset();
  dynamoDb.on(UpdateCommand).resolves({});
});

/** A batch as SNS and SQS hand it over, one message each. */
function batchOf(...messages: unknown[]): SQSEvent {
  const Records = messages.map((message, index) => {
    const Message = typeof message === 'string' ? message : `${JSON.stringify(message)}\n`;
    const body = JSON.stringify({ Type: 'Notification', TopicArn: topicArn, Message });
    return { messageId: `message-${index}`, body, attributes: { SentTimestamp: String(heardAt) } } as SQSRecord;
  });
  return { Records };
}

const suppressedKeys = () => dynamoDb.commandCalls(UpdateCommand).map(({ args }): unknown => args[0].input.Key?.['pk']);
const logged = () => JSON.stringify([info.mock.calls, error.mock.calls]);

test('of three recipients, the two that bounced are suppressed and the third is not', async () => {
  await expect(handler(batchOf(twoOfThree))).resolves.toEqual({ batchItemFailures: [] });
  expect(twoOfThree.mail.destination).toHaveLength(3);
  expect(suppressedKeys()).toEqual([keyOf('bad1@example.org'), keyOf('bad2@example.org')]);
});

test('the entry tells when it bounced, by which feedback, which e-mail it was, and why', async () => {
  await handler(batchOf(permanentNoEmail));
  const [call] = dynamoDb.commandCalls(UpdateCommand);
  const { timestamp, feedbackId } = permanentNoEmail.bounce;
  const [emailId] = permanentNoEmail.mail.tags['sesame-email-id'];
  expect(call?.args[0].input).toMatchObject({
    TableName: 'suppressions',
    ExpressionAttributeNames: { '#origin': 'bounce' },
    ExpressionAttributeValues: { ':fact': `${timestamp}#${feedbackId}#${emailId}#[no-email]#gone@example.org` },
  });
});

test('a full mailbox is counted beside the other soft bounces of its address, and alone suppresses nobody', async () => {
  dynamoDb.on(PutCommand).resolves({});
  dynamoDb.on(QueryCommand).resolves({ Items: [] });
  await expect(handler(batchOf(mailboxFull))).resolves.toEqual({ batchItemFailures: [] });
  const { timestamp, feedbackId } = mailboxFull.bounce;
  const pk = keyOf('full@example.net');
  expect(dynamoDb.commandCalls(PutCommand)[0]?.args[0].input).toMatchObject({
    TableName: 'suppressions',
    Item: { pk, sk: `soft#${timestamp}#${feedbackId}`, fact: expect.stringContaining('[mailbox-full:4.2.2]') },
  });
  expect(dynamoDb.commandCalls(QueryCommand)[0]?.args[0].input).toMatchObject({
    ExpressionAttributeValues: { ':pk': pk },
    ConsistentRead: true,
  });
  expect(suppressedKeys()).toEqual([]);
});

test('a bounce dated years ahead counts from when its message was sent, so that a removal need not outlive it', async () => {
  const ahead = { ...permanentNoEmail, bounce: { ...permanentNoEmail.bounce, timestamp: '2099-01-01T00:00:00.000Z' } };
  await handler(batchOf(ahead));
  const [call] = dynamoDb.commandCalls(UpdateCommand);
  expect(call?.args[0].input).toMatchObject({
    ExpressionAttributeValues: { ':fact': expect.stringContaining(permanentNoEmail.mail.timestamp) },
  });
});

test('an event whose very message was sent in days to come is not believed', async () => {
  const ahead = { ...permanentNoEmail, mail: { ...permanentNoEmail.mail, timestamp: '2026-11-22T09:15:02.012Z' } };
  const answer = await handler(batchOf(ahead));
  expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'message-0' }]);
  expect(dynamoDb.calls()).toEqual([]);
});

test.each([
  ['an automatic reply', automaticReply],
  ["an address on SES's own list", onAccountSuppressionList],
  ['a bounce of nobody', withoutRecipients],
  ['the word that the topic is set up', 'Successfully validated SNS topic for Amazon SES event publishing.'],
])('%s writes nothing and is done', async (_, message) => {
  await expect(handler(batchOf(message))).resolves.toEqual({ batchItemFailures: [] });
  expect(dynamoDb.calls()).toEqual([]);
});

test('what is no bounce goes back to the queue, and its neighbours are done', async () => {
  const complaint = { ...permanentNoEmail, eventType: 'Complaint', complaint: {} };
  const delivery = { ...permanentNoEmail, eventType: 'Delivery' };
  const answer = await handler(batchOf('no JSON', permanentNoEmail, complaint, delivery));
  const failed = answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).sort();
  expect(failed).toEqual(['message-0', 'message-2', 'message-3']);
  expect(suppressedKeys()).toEqual([keyOf('gone@example.org')]);
});

test('a message of another topic is not believed', async () => {
  const [record] = batchOf(permanentNoEmail).Records;
  const forged = { ...record, body: record?.body.replace(topicArn, `${topicArn}-2`) } as SQSRecord;
  const answer = await handler({ Records: [forged] });
  expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'message-0' }]);
  expect(dynamoDb.calls()).toEqual([]);
});

test.each([
  ['merge', permanentNoEmail, () => dynamoDb.on(UpdateCommand)],
  ['keep', mailboxFull, () => dynamoDb.on(PutCommand)],
  ['read', mailboxFull, () => dynamoDb.on(QueryCommand)],
])('a table that fails to %s sends the record back to the queue', async (_, message, call) => {
  dynamoDb.on(PutCommand).resolves({});
  call().rejects(new Error('throttled'));
  const answer = await handler(batchOf(message));
  expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'message-0' }]);
});

test('the log tells the decision, its reason and the feedback in 120 bytes, and never an address', async () => {
  dynamoDb.on(PutCommand).resolves({});
  dynamoDb.on(QueryCommand).resolves({ Items: [] });
  await handler(batchOf(permanentNoEmail, mailboxFull, onAccountSuppressionList, 'bounce of jane@example.com'));
  const feedback = '0102019ab9cfbd3f-79d021d4';
  expect(permanentNoEmail.bounce.feedbackId.startsWith(feedback)).toBe(true);
  expect(info.mock.calls).toHaveLength(3);
  expect(info.mock.calls).toEqual(
    expect.arrayContaining([
      ['leave', { reason: 'already-suppressed', feedback: expect.any(String) }],
      ['count', { reason: 'mailbox-full', feedback: expect.any(String), bounces: 0 }],
      ['suppress', { reason: 'no-email', feedback }],
    ]),
  );
  expect(error.mock.calls).toEqual([
    ['record failed', { error: 'MalformedEventError', where: 'Message', messageId: 'message-3' }],
  ]);
  expect(logged()).not.toContain('@');
});

test('no line of the log is longer than 120 bytes', async () => {
  const thousand = Array.from({ length: 1000 }, (_, index) => ({
    sk: `soft#${index}`,
    fact: `2026-11-20T09:15:03.669Z#feedback-${index}##full@example.net`,
  }));
  dynamoDb.on(PutCommand).resolves({});
  dynamoDb.on(QueryCommand).resolves({ Items: thousand });
  const softGeneral = { ...mailboxFull, bounce: { ...mailboxFull.bounce, bounceSubType: 'General' } };
  await handler(batchOf(softGeneral, permanentNoEmail, onAccountSuppressionList, automaticReply));
  const lines = info.mock.calls.map(([message, attributes]) =>
    JSON.stringify({ level: 'INFO', message, ...(attributes as object) }),
  );
  expect(lines).toContainEqual(expect.stringContaining('"bounces":1000'));
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
});
