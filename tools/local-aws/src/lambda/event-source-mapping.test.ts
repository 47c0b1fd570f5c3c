import type { Statement } from '@sesame/iam';
import type { EventSourceMappingSettings } from './lambda';
import { eventually, lambdaUnderTest, pass } from './lambda-under-test';

let aws: ReturnType<typeof lambdaUnderTest>;
beforeEach(() => {
  aws = lambdaUnderTest();
  aws.sqs.applyQueue('work', { VisibilityTimeout: 30 });
});
afterEach(() => aws.stop());

const queueArn = 'arn:aws:sqs:us-east-1:000000000000:work';
const mayPoll: Statement = {
  Effect: 'Allow',
  Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  Resource: queueArn,
};
const mapping: EventSourceMappingSettings = {
  functionName: 'worker',
  eventSourceArn: queueArn,
  batchSize: 10,
  maximumBatchingWindowSeconds: 0,
  reportBatchItemFailures: true,
  enabled: true,
};
/** Writes down each batch it gets, and fails the messages whose body says so. */
const worker = `
  export const handler = async ({ Records }) => {
    console.log(JSON.stringify(Records.map(({ body }) => body)));
    if (Records.some(({ body }) => body === 'throw')) throw new Error('cannot');
    return { batchItemFailures: Records.filter(({ body }) => body === 'fail').map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };`;

const deploy = (source = worker, statements = [mayPoll]) =>
  aws.deploy('worker', source, { statements, timeoutSeconds: 5 });
const start = (settings: Partial<EventSourceMappingSettings> = {}) =>
  aws.lambda.applyEventSourceMapping('mapping', { ...mapping, ...settings });
const send = (...bodies: string[]) => bodies.forEach((body) => aws.sqs.send('work', { body }));
const batches = () =>
  aws.logs
    .read('/aws/lambda/worker')
    .split('\n')
    .filter((line) => line.startsWith('['))
    .map((line) => JSON.parse(line) as string[]);
const isEmpty = () => {
  const { visible, inFlight, delayed } = aws.sqs.countsOf('work');
  return visible + inFlight + delayed === 0;
};
const lastProcessingResult = () => aws.lambda.eventSourceMappings()[0]?.lastProcessingResult;

test('messages reach the function as records, and are deleted when it has answered', async () => {
  deploy(
    `export const handler = async (event) => { console.log('[' + JSON.stringify(JSON.stringify(event)) + ']'); };`,
  );
  aws.sqs.send('work', { body: '{"a":1}', messageAttributes: { kind: { DataType: 'String', StringValue: 'x' } } });
  start();
  await eventually(isEmpty);
  await eventually(() => batches().length === 1);
  expect(JSON.parse(batches()[0]?.[0] ?? '')).toEqual({
    Records: [
      {
        messageId: expect.any(String) as unknown,
        receiptHandle: expect.any(String) as unknown,
        body: '{"a":1}',
        attributes: {
          ApproximateReceiveCount: '1',
          SentTimestamp: expect.stringMatching(/^\d{13}$/) as unknown,
          SenderId: expect.any(String) as unknown,
          ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/) as unknown,
        },
        messageAttributes: {
          kind: { stringValue: 'x', stringListValues: [], binaryListValues: [], dataType: 'String' },
        },
        md5OfBody: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
        eventSource: 'aws:sqs',
        eventSourceARN: queueArn,
        awsRegion: 'us-east-1',
      },
    ],
  });
  expect(lastProcessingResult()).toBe('OK');
});

test('nothing is deleted before the function has answered, so that a crash brings it back', async () => {
  deploy(
    `export const handler = async () => { console.log('["start"]'); await new Promise((r) => setTimeout(r, 150)); };`,
  );
  send('one');
  start();
  await eventually(() => batches().length === 1);
  expect(aws.sqs.countsOf('work')).toMatchObject({ visible: 0, inFlight: 1 });
  await eventually(isEmpty);
});

test('only what the function lists as failed comes back, when its visibility timeout has passed', async () => {
  deploy();
  send('one', 'fail', 'two');
  start();
  await eventually(() => aws.sqs.countsOf('work').inFlight === 1);
  expect(aws.sqs.countsOf('work')).toMatchObject({ visible: 0, inFlight: 1 });
  aws.clock.advance(31_000);
  await eventually(() => batches().length === 2);
  expect(batches()).toEqual([['one', 'fail', 'two'], ['fail']]);
});

test('a batch whose function throws comes back as a whole, and reaches the dead-letter queue in the end', async () => {
  aws.sqs.applyQueue('dead', {});
  aws.sqs.applyQueue('work', {
    VisibilityTimeout: 30,
    RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:dead', maxReceiveCount: 2 },
  });
  deploy();
  send('throw', 'innocent');
  start();
  for (const times of [1, 2]) {
    await eventually(() => batches().length === times);
    await eventually(() => lastProcessingResult() === 'PROBLEM: The function failed.');
    aws.clock.advance(31_000);
  }
  await eventually(() => aws.sqs.countsOf('dead').visible === 2);
  expect(isEmpty()).toBe(true);
});

describe('every step is judged as the role of the function', () => {
  test.each(['sqs:GetQueueAttributes', 'sqs:ReceiveMessage'])(
    'without %s nothing is taken, until it is granted',
    async (missing) => {
      const actions = [mayPoll.Action].flat().filter((action) => action !== missing);
      deploy(worker, [{ ...mayPoll, Action: actions as string[] }]);
      send('one');
      start();
      await eventually(() => lastProcessingResult()?.includes(missing) ?? false);
      expect(aws.decisions()).toContain(`${missing} implicitly-denied`);
      expect(aws.sqs.countsOf('work')).toMatchObject({ visible: 1, inFlight: 0 });

      aws.allow('worker', [mayPoll]);
      aws.clock.advance(5_000);
      await eventually(isEmpty);
    },
  );

  test('without sqs:DeleteMessage the messages come back', async () => {
    deploy(worker, [{ ...mayPoll, Action: ['sqs:ReceiveMessage', 'sqs:GetQueueAttributes'] }]);
    send('one');
    start();
    await eventually(() => lastProcessingResult()?.includes('sqs:DeleteMessage') ?? false);
    expect(aws.sqs.countsOf('work')).toMatchObject({ visible: 0, inFlight: 1 });
  });

  test('leave that is taken away while a poll waits puts the messages back at once', async () => {
    deploy();
    start();
    await pass(20);
    aws.allow('worker', []);
    send('one');
    await eventually(() => lastProcessingResult()?.includes('sqs:ReceiveMessage') ?? false);
    expect(aws.sqs.countsOf('work')).toMatchObject({ visible: 1, inFlight: 0 });
    expect(batches()).toEqual([]);
  });

  test('the policy of the queue may refuse', async () => {
    deploy();
    aws.sqs.setPolicy('work', {
      Statement: { Effect: 'Deny', Principal: '*', Action: 'sqs:ReceiveMessage', Resource: queueArn },
    });
    send('one');
    start();
    await eventually(() => aws.decisions().includes('sqs:ReceiveMessage explicitly-denied'));
    expect(aws.sqs.countsOf('work').visible).toBe(1);
  });

  test('a role that Lambda may not assume polls nothing', async () => {
    aws.allow('worker', [mayPoll], 'ec2.amazonaws.com');
    deploy();
    send('one');
    start();
    await eventually(() => lastProcessingResult()?.includes('cannot be assumed') ?? false);
    expect(aws.sqs.countsOf('work').visible).toBe(1);
  });

  test('polls that bring nothing are judged at most once a minute', async () => {
    deploy();
    start();
    for (let poll = 0; poll < 4; poll++) {
      await pass(10);
      aws.clock.advance(21_000);
    }
    await pass(10);
    expect(aws.decisions().filter((decision) => decision.startsWith('sqs:ReceiveMessage'))).toHaveLength(2);
  });
});

describe('a batch', () => {
  test('is collected while its window is open, and delivered when the clock passes it', async () => {
    deploy();
    start({ batchSize: 100, maximumBatchingWindowSeconds: 60 });
    send('one');
    await pass(20);
    send('two');
    await pass(20);
    expect(batches()).toEqual([]);
    aws.clock.advance(60_000);
    await eventually(() => batches().length === 1);
    expect(batches()).toEqual([['one', 'two']]);
  });

  test('does not wait for its window when it is full', async () => {
    deploy();
    start({ batchSize: 2, maximumBatchingWindowSeconds: 60 });
    send('one', 'two');
    await eventually(isEmpty);
    expect(batches()).toEqual([['one', 'two']]);
  });

  test('holds no more than 6 MB', async () => {
    deploy(`export const handler = async ({ Records }) => { console.log(JSON.stringify(['' + Records.length])); };`);
    send(...Array.from({ length: 9 }, () => 'x'.repeat(1_000_000)));
    start({ batchSize: 10 });
    await eventually(isEmpty);
    await eventually(() => batches().length === 2);
    expect(batches().flat().sort()).toEqual(['3', '6']);
  });

  test('runs beside at most as many others as maximumConcurrency says', async () => {
    deploy(
      `export const handler = async () => { console.log('["start"]'); await new Promise((r) => setTimeout(r, 100)); console.log('["end"]'); };`,
    );
    send('1', '2', '3', '4', '5');
    start({ batchSize: 1, maximumConcurrency: 2 });
    await eventually(isEmpty);
    await eventually(() => batches().length === 10);
    let running = 0;
    const most = batches().reduce((max, [line]) => Math.max(max, (running += line === 'start' ? 1 : -1)), 0);
    expect(most).toBe(2);
  });
});

describe('stopping', () => {
  test('a removed mapping takes no more messages', async () => {
    deploy();
    start();
    await pass(20);
    await aws.lambda.removeEventSourceMapping('mapping');
    send('one');
    await pass(50);
    expect(aws.sqs.countsOf('work').visible).toBe(1);
  });

  test('puts back what a window had collected', async () => {
    deploy();
    start({ batchSize: 100, maximumBatchingWindowSeconds: 60 });
    send('one');
    await pass(20);
    expect(aws.sqs.countsOf('work').inFlight).toBe(1);
    await aws.lambda.removeEventSourceMapping('mapping');
    expect(aws.sqs.countsOf('work')).toMatchObject({ visible: 1, inFlight: 0 });
  });

  test('a disabled mapping polls nothing', async () => {
    deploy();
    send('one');
    start({ enabled: false });
    await pass(30);
    expect(aws.sqs.countsOf('work').visible).toBe(1);
  });
});

describe('a mapping is refused', () => {
  test.each<[string, Partial<EventSourceMappingSettings>, RegExp]>([
    ['without its queue', { eventSourceArn: `${queueArn}-gone` }, /AWS.SimpleQueueService.NonExistentQueue/],
    ['without its function', { functionName: 'nobody' }, /Function not found/],
    ['with a large batch and no window', { batchSize: 11 }, /batch window/],
    ['with less than two at a time', { maximumConcurrency: 1 }, /between 2 and 1000/],
    ['with a batch of none', { batchSize: 0 }, /between 1 and 10000/],
    ['with a window of an hour', { maximumBatchingWindowSeconds: 3600 }, /between 0 and 300/],
  ])('%s', (_, settings, message) => {
    deploy();
    expect(() => start(settings)).toThrow(message);
    expect(aws.lambda.eventSourceMappings()).toEqual([]);
  });

  test('when the function may run longer than the queue hides messages', () => {
    deploy();
    aws.sqs.applyQueue('work', { VisibilityTimeout: 4 });
    expect(() => start()).toThrow('Queue visibility timeout: 4 seconds is less than Function timeout: 5 seconds');
  });

  test('when the function already has one of this queue', () => {
    deploy();
    start();
    expect(() => aws.lambda.applyEventSourceMapping('second', mapping)).toThrow(/with UUID mapping$/);
  });
});
