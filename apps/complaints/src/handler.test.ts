import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { log } from '@sesame/lambda';
import { entryKey } from '@sesame/suppression';
import { mockClient } from 'aws-sdk-client-mock';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import twoPossible from '../events/abuse-two-possible-complainers.json';
import notSpam from '../events/not-spam.json';
import onAccountSuppressionList from '../events/on-account-suppression-list.json';
import withoutReport from '../events/without-feedback-report.json';

const topicArn = 'arn:aws:sns:us-east-1:000000000000:sesame-local-complaints';
const dynamoDb = mockClient(DynamoDBDocumentClient);
const keyOf = (address: string) => entryKey('own', 'all', address).pk;
const info = jest.spyOn(log, 'info').mockImplementation();
const error = jest.spyOn(log, 'error').mockImplementation();
/** When SNS put the messages into the queue. */
const heardAt = Date.parse('2026-11-20T12:00:10.000Z');
let handler: (event: SQSEvent) => Promise<SQSBatchResponse>;

beforeAll(async () => {
  process.env['SUPPRESSIONS_TABLE'] = 'suppressions';
  process.env['COMPLAINTS_TOPIC_ARN'] = topicArn;
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

test('those who may have complained are suppressed, the other recipients are not', async () => {
  await expect(handler(batchOf(twoPossible))).resolves.toEqual({ batchItemFailures: [] });
  expect(twoPossible.mail.destination).toHaveLength(3);
  expect(suppressedKeys()).toEqual([keyOf('judy@example.net'), keyOf('kim@example.net')]);
});

test('the entry tells when it was complained, by which feedback, which e-mail it was, and why', async () => {
  await handler(batchOf(withoutReport));
  const [call] = dynamoDb.commandCalls(UpdateCommand);
  const { timestamp, feedbackId, complainedRecipients } = withoutReport.complaint;
  const [emailId] = withoutReport.mail.tags['sesame-email-id'];
  expect(call?.args[0].input).toMatchObject({
    TableName: 'suppressions',
    ExpressionAttributeNames: { '#origin': 'complaint' },
    ExpressionAttributeValues: {
      ':fact': `${timestamp}#${feedbackId}#${emailId}#[no-report]#${complainedRecipients[0]?.emailAddress}`,
    },
  });
});

test('a complaint dated years ahead counts from when its message was sent', async () => {
  const complaint = { ...withoutReport.complaint, timestamp: '2099-01-01T00:00:00.000Z' };
  await handler(batchOf({ ...withoutReport, complaint }));
  const [call] = dynamoDb.commandCalls(UpdateCommand);
  expect(call?.args[0].input).toMatchObject({
    ExpressionAttributeValues: { ':fact': expect.stringContaining(withoutReport.mail.timestamp) },
  });
});

test('an event whose very message was sent in days to come is not believed', async () => {
  const mail = { ...withoutReport.mail, timestamp: '2026-11-22T09:15:02.012Z' };
  const answer = await handler(batchOf({ ...withoutReport, mail }));
  expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'message-0' }]);
  expect(dynamoDb.calls()).toEqual([]);
});

test.each([
  ['a message taken out of the spam folder', notSpam],
  ["an address on SES's own list", onAccountSuppressionList],
  ['the word that the topic is set up', 'Successfully validated SNS topic for Amazon SES event publishing.'],
])('%s writes nothing and is done', async (_, message) => {
  await expect(handler(batchOf(message))).resolves.toEqual({ batchItemFailures: [] });
  expect(dynamoDb.calls()).toEqual([]);
});

test('what is no complaint goes back to the queue, and its neighbours are done', async () => {
  const delivery = { ...withoutReport, eventType: 'Delivery' };
  const bounce = { ...withoutReport, eventType: 'Bounce', bounce: {} };
  const answer = await handler(batchOf('no JSON', withoutReport, delivery, bounce));
  const failed = answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).sort();
  expect(failed).toEqual(['message-0', 'message-2', 'message-3']);
  expect(suppressedKeys()).toHaveLength(1);
});

test('a message of another topic is not believed', async () => {
  const [record] = batchOf(withoutReport).Records;
  const forged = { ...record, body: record?.body.replace(topicArn, `${topicArn}-2`) } as SQSRecord;
  const answer = await handler({ Records: [forged] });
  expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'message-0' }]);
  expect(dynamoDb.calls()).toEqual([]);
});

test('a table that fails sends the record back to the queue', async () => {
  dynamoDb.on(UpdateCommand).rejects(new Error('throttled'));
  const answer = await handler(batchOf(withoutReport));
  expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'message-0' }]);
});

test('the log tells the decision, its reason and the feedback, and never an address', async () => {
  await handler(batchOf(withoutReport, notSpam, 'complaint of jane@example.com'));
  expect(info.mock.calls).toHaveLength(2);
  expect(info.mock.calls).toEqual(
    expect.arrayContaining([
      ['leave', { reason: 'not-spam', feedback: notSpam.complaint.feedbackId.slice(0, 25) }],
      ['suppress', { reason: 'no-report', feedback: withoutReport.complaint.feedbackId.slice(0, 25) }],
    ]),
  );
  expect(JSON.stringify([info.mock.calls, error.mock.calls])).not.toContain('@');
});
