import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { type DeadLetter, openDeadLetterQueue } from './dead-letter-queue';

const names = { source: 'work', deadLetters: 'work-dead-letter' };
const sqs = mockClient(SQSClient);
const message = (id: string): Message => ({
  MessageId: id,
  ReceiptHandle: `receipt of ${id}`,
  Body: `body of ${id}`,
  Attributes: { SentTimestamp: '1795166104150', ApproximateReceiveCount: '6' },
  MessageAttributes: { app: { DataType: 'String', StringValue: 'orders' } },
});
const letter = (id: string): DeadLetter => ({
  id,
  receiptHandle: `receipt of ${id}`,
  body: `body of ${id}`,
  attributes: { app: { DataType: 'String', StringValue: 'orders' } },
  sentAt: new Date(1_795_166_104_150),
  receiveCount: 6,
});

beforeEach(() => {
  sqs.reset();
  sqs.on(GetQueueUrlCommand, { QueueName: 'work' }).resolves({ QueueUrl: 'url of work' });
  sqs.on(GetQueueUrlCommand, { QueueName: 'work-dead-letter' }).resolves({ QueueUrl: 'url of dead letters' });
  const QueueArn = 'arn:aws:sqs:us-east-1:000000000000:work-dead-letter';
  const counts = { ApproximateNumberOfMessages: '3', ApproximateNumberOfMessagesNotVisible: '1' };
  sqs.on(GetQueueAttributesCommand).resolves({ Attributes: { QueueArn, ...counts } });
});
const open = () => openDeadLetterQueue(new SQSClient({ region: 'us-east-1' }), names);

test('it tells its counts, and the ARN of the queue it belongs to', async () => {
  const queue = await open();
  expect(await queue.counts()).toEqual({ visible: 3, hidden: 1 });
  expect(queue.sourceArn).toBe('arn:aws:sqs:us-east-1:000000000000:work');
});

test('everything is taken once, though SQS gives a message again', async () => {
  sqs
    .on(ReceiveMessageCommand)
    .resolvesOnce({ Messages: [message('a'), message('b')] })
    .resolvesOnce({ Messages: [message('b'), message('c')] })
    .resolves({ Messages: [message('a')] });
  const taken: DeadLetter[] = [];
  for await (const letters of (await open()).take()) taken.push(...letters);
  expect(taken).toEqual([letter('a'), letter('b'), letter('c')]);
  expect(sqs.commandCalls(ReceiveMessageCommand)[0]?.args[0].input).toMatchObject({
    QueueUrl: 'url of dead letters',
    VisibilityTimeout: 300,
    WaitTimeSeconds: 1,
  });
});

test('what is released is visible at once, ten at a time', async () => {
  await (await open()).release(Array.from({ length: 11 }, (_, index) => letter(String(index))));
  const sent = sqs.commandCalls(ChangeMessageVisibilityBatchCommand).map(({ args }) => args[0].input);
  expect(sent.map(({ QueueUrl, Entries }) => [QueueUrl, Entries?.length])).toEqual([
    ['url of dead letters', 10],
    ['url of dead letters', 1],
  ]);
  expect(sent[1]?.Entries).toEqual([{ Id: '0', ReceiptHandle: 'receipt of 10', VisibilityTimeout: 0 }]);
});

test('a message goes back with its attributes, with its own body or another', async () => {
  const queue = await open();
  await queue.sendBack(letter('a'));
  await queue.sendBack(letter('a'), 'repaired');
  const MessageAttributes = letter('a').attributes;
  expect(sqs.commandCalls(SendMessageCommand).map(({ args }) => args[0].input)).toEqual([
    { QueueUrl: 'url of work', MessageBody: 'body of a', MessageAttributes },
    { QueueUrl: 'url of work', MessageBody: 'repaired', MessageAttributes },
  ]);
});

test('a message is removed from the dead letters', async () => {
  await (await open()).remove(letter('a'));
  expect(sqs.commandCalls(DeleteMessageCommand)[0]?.args[0].input).toEqual({
    QueueUrl: 'url of dead letters',
    ReceiptHandle: 'receipt of a',
  });
});
