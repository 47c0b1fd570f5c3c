import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { log } from '@sesame/lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { sendQueueBatch, type Enqueued } from './send-queue-batch';

const sqs = mockClient(SQSClient);
const warn = jest.spyOn(log, 'warn').mockImplementation();
const queue = sendQueueBatch({
  sqs: sqs as unknown as SQSClient,
  queueUrls: { transactional: 'https://transactional', marketing: 'https://marketing' },
});
const emails = (count: number, changed: Partial<Enqueued> = {}) =>
  Array.from({ length: count }, (_, n): Enqueued => ({ id: `e${n}`, stream: 'transactional', ...changed }));

beforeEach(() => {
  sqs.reset();
  warn.mockClear();
});

test('ids go ten at a time to the queue of their stream, with the delay that each has', async () => {
  sqs.on(SendMessageBatchCommand).resolves({});
  await queue.enqueueAll([...emails(12), ...emails(1, { stream: 'marketing', wait: { seconds: 30 } })]);

  const inputs = sqs.commandCalls(SendMessageBatchCommand).map(({ args }) => args[0].input);
  expect(inputs.map(({ QueueUrl, Entries = [] }) => [QueueUrl, Entries.length])).toEqual([
    ['https://transactional', 10],
    ['https://transactional', 2],
    ['https://marketing', 1],
  ]);
  expect(inputs[0]?.Entries?.[0]).toEqual({ Id: 'e0', MessageBody: '{"id":"e0"}' });
  expect(inputs[2]?.Entries?.[0]).toEqual({ Id: 'e0', MessageBody: '{"id":"e0"}', DelaySeconds: 30 });
});

test('what a queue does not take is logged and left to the sweep', async () => {
  sqs
    .on(SendMessageBatchCommand)
    .resolvesOnce({ Failed: [{ Id: 'e7', Code: 'InternalError', SenderFault: false }], Successful: [] })
    .rejects(new RangeError('away'));
  await queue.enqueueAll(emails(12));

  expect(warn.mock.calls).toEqual([
    ['not enqueued', { id: 'e7', error: 'InternalError' }],
    ['not enqueued', { count: 2, error: 'RangeError' }],
  ]);
});
