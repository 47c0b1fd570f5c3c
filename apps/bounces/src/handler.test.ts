import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { log } from '@sesame/lambda';
import { mockClient } from 'aws-sdk-client-mock';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import permanentNoEmail from '../events/permanent-no-email.json';
import onAccountSuppressionList from '../events/permanent-on-account-suppression-list.json';
import twoOfThree from '../events/permanent-general-two-of-three.json';
import mailboxFull from '../events/transient-mailbox-full.json';
import withoutRecipients from '../events/undetermined-without-recipients.json';

const topicArn = 'arn:aws:sns:us-east-1:000000000000:sesame-local-bounces';
const dynamoDb = mockClient(DynamoDBDocumentClient);
const info = jest.spyOn(log, 'info').mockImplementation();
const error = jest.spyOn(log, 'error').mockImplementation();
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
    return { messageId: `message-${index}`, body } as SQSRecord;
  });
  return { Records };
}

const suppressedKeys = () => dynamoDb.commandCalls(UpdateCommand).map(({ args }): unknown => args[0].input.Key?.['pk']);
const logged = () => JSON.stringify([info.mock.calls, error.mock.calls]);

test('of three recipients, the two that bounced are suppressed and the third is not', async () => {
  await expect(handler(batchOf(twoOfThree))).resolves.toEqual({ batchItemFailures: [] });
  expect(twoOfThree.mail.destination).toHaveLength(3);
  expect(suppressedKeys()).toEqual(['own#all#bad1@example.org', 'own#all#bad2@example.org']);
});

test('the entry tells when it bounced, by which feedback, and which e-mail it was', async () => {
  await handler(batchOf(permanentNoEmail));
  const [call] = dynamoDb.commandCalls(UpdateCommand);
  const { timestamp, feedbackId } = permanentNoEmail.bounce;
  const [emailId] = permanentNoEmail.mail.tags['sesame-email-id'];
  expect(call?.args[0].input).toMatchObject({
    TableName: 'suppressions',
    ExpressionAttributeNames: { '#origin': 'bounce' },
    ExpressionAttributeValues: { ':fact': `${timestamp}#${feedbackId}#${emailId}#gone@example.org` },
  });
});

test.each([
  ['a full mailbox', mailboxFull],
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
  expect(suppressedKeys()).toEqual(['own#all#gone@example.org']);
});

test('a message of another topic is not believed', async () => {
  const [record] = batchOf(permanentNoEmail).Records;
  const forged = { ...record, body: record?.body.replace(topicArn, `${topicArn}-2`) } as SQSRecord;
  const answer = await handler({ Records: [forged] });
  expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'message-0' }]);
  expect(dynamoDb.calls()).toEqual([]);
});

test('a table that fails sends the record back to the queue', async () => {
  dynamoDb.on(UpdateCommand).rejects(new Error('throttled'));
  const answer = await handler(batchOf(permanentNoEmail));
  expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'message-0' }]);
});

test('the log tells the decision, its reason and the feedback, and never an address', async () => {
  await handler(batchOf(permanentNoEmail, mailboxFull, onAccountSuppressionList, 'bounce of jane@example.com'));
  expect(info.mock.calls).toHaveLength(3);
  expect(info.mock.calls).toEqual(
    expect.arrayContaining([
      ['leave', { reason: 'already-suppressed', feedbackId: onAccountSuppressionList.bounce.feedbackId }],
      ['leave', { reason: 'transient', feedbackId: mailboxFull.bounce.feedbackId }],
      ['suppress', { reason: 'no-email', feedbackId: permanentNoEmail.bounce.feedbackId }],
    ]),
  );
  expect(error.mock.calls).toEqual([
    ['record failed', { error: 'MalformedEventError', where: 'Message', messageId: 'message-3' }],
  ]);
  expect(logged()).not.toContain('@');
});
