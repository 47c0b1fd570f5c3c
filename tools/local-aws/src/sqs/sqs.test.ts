import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { queueArn } from './queue-address';
import { aMoment, awsError, sqsUnderTest } from './sqs-under-test';

const sentAt = String(Date.UTC(2026, 10, 20, 9));
const tenAtOnce = { maxNumberOfMessages: 10, waitTimeSeconds: 20 };

describe('visibility', () => {
  test('a received message is invisible until its visibility timeout has passed', async () => {
    const { sqs, receive, passSeconds } = sqsUnderTest({ orders: { VisibilityTimeout: 30 } });
    const { messageId } = sqs.send('orders', { body: 'one' });
    const [first] = await receive('orders');
    passSeconds(29.999);
    expect(await receive('orders')).toEqual([]);
    passSeconds(0.001);
    const [second] = await receive('orders');
    expect([first, second]).toMatchObject([
      { messageId, attributes: { ApproximateReceiveCount: '1' } },
      { messageId, attributes: { ApproximateReceiveCount: '2' } },
    ]);
    expect(second?.receiptHandle).not.toBe(first?.receiptHandle);
    expect(second?.attributes).toMatchObject({ SentTimestamp: sentAt, ApproximateFirstReceiveTimestamp: sentAt });
  });

  test("a receive's own visibility timeout takes the place of the queue's", async () => {
    const { sqs, receive, passSeconds } = sqsUnderTest({ orders: { VisibilityTimeout: 30 } });
    sqs.send('orders', { body: 'one' });
    expect(await receive('orders', 0)).toHaveLength(1);
    expect(await receive('orders', 5)).toHaveLength(1);
    passSeconds(5);
    expect(await receive('orders')).toHaveLength(1);
  });

  test('changing the visibility to 0 makes a message visible at once, to more keeps it longer', async () => {
    const { sqs, receive, passSeconds } = sqsUnderTest({ orders: { VisibilityTimeout: 30 } });
    sqs.send('orders', { body: 'one' });
    const [first] = await receive('orders');
    sqs.changeVisibility('orders', first!.receiptHandle, 0);
    const [second] = await receive('orders');
    sqs.changeVisibility('orders', second!.receiptHandle, 100);
    passSeconds(99);
    expect(await receive('orders')).toEqual([]);
    passSeconds(1);
    expect(await receive('orders')).toHaveLength(1);
  });

  test('the handle of an earlier receive neither deletes nor changes visibility', async () => {
    const { sqs, receive } = sqsUnderTest({ orders: {} });
    sqs.send('orders', { body: 'one' });
    const [first] = await receive('orders', 0);
    const [second] = await receive('orders');
    expect(() => sqs.changeVisibility('orders', first!.receiptHandle, 0)).toThrow(
      'Message does not exist or is not available for visibility timeout change.',
    );
    sqs.remove('orders', first!.receiptHandle);
    expect(sqs.countsOf('orders')).toEqual({ visible: 0, inFlight: 1, delayed: 0 });
    sqs.remove('orders', second!.receiptHandle);
    sqs.remove('orders', second!.receiptHandle);
    expect(sqs.countsOf('orders')).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  });

  test('the last handle still deletes a message that has become visible again', async () => {
    const { sqs, receive, passSeconds } = sqsUnderTest({ orders: { VisibilityTimeout: 30 } });
    sqs.send('orders', { body: 'one' });
    const [received] = await receive('orders');
    passSeconds(31);
    expect(() => sqs.changeVisibility('orders', received!.receiptHandle, 10)).toThrow("isn't in flight");
    sqs.remove('orders', received!.receiptHandle);
    expect(await receive('orders')).toEqual([]);
  });

  test('a message stays invisible for 12 hours after its receive at most', async () => {
    const { sqs, receive, passSeconds } = sqsUnderTest({ orders: {} });
    sqs.send('orders', { body: 'one' });
    const [received] = await receive('orders', 100);
    passSeconds(10);
    expect(() => sqs.changeVisibility('orders', received!.receiptHandle, 43_200)).toThrow(
      'Total VisibilityTimeout for the message is beyond the limit [43200 seconds]',
    );
    sqs.changeVisibility('orders', received!.receiptHandle, 43_190);
  });

  test('a handle of another queue, or of nobody, is invalid', async () => {
    const { sqs, receive } = sqsUnderTest({ orders: {}, others: {} });
    sqs.send('orders', { body: 'one' });
    const [received] = await receive('orders');
    for (const handle of [received!.receiptHandle, 'nonsense', ''])
      expect(() => sqs.remove('others', handle)).toThrow(awsError('ReceiptHandleIsInvalid', { statusCode: 404 }));
  });
});

describe('delay', () => {
  test("a message appears after the queue's delay, or after its own", async () => {
    const { sqs, receive, passSeconds } = sqsUnderTest({ orders: { DelaySeconds: 10 } });
    sqs.send('orders', { body: 'with the delay of the queue' });
    sqs.send('orders', { body: 'with its own', delaySeconds: 20 });
    sqs.send('orders', { body: 'at once', delaySeconds: 0 });
    expect(sqs.countsOf('orders')).toEqual({ visible: 1, inFlight: 0, delayed: 2 });
    const bodies = async () => (await receive('orders')).map(({ body }) => body);
    expect(await bodies()).toEqual(['at once']);
    passSeconds(10);
    expect(await bodies()).toEqual(['with the delay of the queue']);
    passSeconds(10);
    expect(await bodies()).toEqual(['with its own']);
  });

  test('a delay beyond 15 minutes is refused', () => {
    const { sqs } = sqsUnderTest({ orders: {} });
    expect(() => sqs.send('orders', { body: 'one', delaySeconds: 901 })).toThrow(
      'Value 901 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.',
    );
  });
});

describe('long poll', () => {
  test('a send wakes who waits', async () => {
    const { sqs } = sqsUnderTest({ orders: {} });
    const waiting = sqs.receive('orders', tenAtOnce);
    await aMoment();
    sqs.send('orders', { body: 'one' });
    expect(await waiting).toMatchObject([{ body: 'one' }]);
  });

  test('it is the queue that says how long, if the receive does not', async () => {
    const { sqs } = sqsUnderTest({ orders: { ReceiveMessageWaitTimeSeconds: 20 } });
    const waiting = sqs.receive('orders', { maxNumberOfMessages: 1 });
    await aMoment();
    sqs.send('orders', { body: 'one' });
    expect(await waiting).toHaveLength(1);
  });

  test('a message that becomes visible as time advances wakes who waits', async () => {
    const { sqs, receive, passSeconds } = sqsUnderTest({ orders: { VisibilityTimeout: 15 } });
    sqs.send('orders', { body: 'one' });
    await receive('orders');
    const waiting = sqs.receive('orders', tenAtOnce);
    await aMoment();
    passSeconds(15);
    expect(await waiting).toHaveLength(1);
  });

  test('a message made visible wakes who waits', async () => {
    const { sqs, receive } = sqsUnderTest({ orders: {} });
    sqs.send('orders', { body: 'one' });
    const [received] = await receive('orders');
    const waiting = sqs.receive('orders', tenAtOnce);
    await aMoment();
    sqs.changeVisibility('orders', received!.receiptHandle, 0);
    expect(await waiting).toHaveLength(1);
  });

  test('waiting ends without a message when its time is over, at an abort, and at the stop', async () => {
    const { sqs, passSeconds } = sqsUnderTest({ orders: {} });
    const untilTheEnd = sqs.receive('orders', tenAtOnce);
    await aMoment();
    passSeconds(20);
    expect(await untilTheEnd).toEqual([]);

    const abort = new AbortController();
    const aborted = sqs.receive('orders', { ...tenAtOnce, signal: abort.signal });
    await aMoment();
    abort.abort();
    expect(await aborted).toEqual([]);

    const stopped = sqs.receive('orders', tenAtOnce);
    await aMoment();
    sqs.stop();
    expect(await stopped).toEqual([]);
  });

  test('who has gone takes no message', async () => {
    const { sqs } = sqsUnderTest({ orders: {} });
    const abort = new AbortController();
    const gone = sqs.receive('orders', { ...tenAtOnce, signal: abort.signal });
    await aMoment();
    abort.abort();
    sqs.send('orders', { body: 'one' });
    expect(await gone).toEqual([]);
    expect(sqs.countsOf('orders').visible).toBe(1);
  });

  test('who waits for a queue that is removed is told so', async () => {
    const { sqs } = sqsUnderTest({ orders: {} });
    const waiting = sqs.receive('orders', tenAtOnce);
    await aMoment();
    sqs.removeQueue('orders');
    await expect(waiting).rejects.toMatchObject({ code: 'QueueDoesNotExist' });
  });
});

describe('transactions', () => {
  test('a send in a transaction that is rolled back leaves no message and wakes nobody', async () => {
    const { sqs, store } = sqsUnderTest({ orders: {} });
    const waiting = sqs.receive('orders', tenAtOnce);
    await aMoment();
    const looks = jest.spyOn(store, 'transaction');
    expect(() =>
      store.transaction(() => {
        sqs.send('orders', { body: 'never' });
        throw new Error('rolled back');
      }),
    ).toThrow('rolled back');
    await aMoment();
    expect(looks).toHaveBeenCalledTimes(1);
    expect(sqs.countsOf('orders').visible).toBe(0);
    sqs.send('orders', { body: 'after' });
    expect(await waiting).toMatchObject([{ body: 'after' }]);
  });

  test('who waits is woken once the transaction of the send is committed', async () => {
    const { sqs, store } = sqsUnderTest({ orders: {} });
    const waiting = sqs.receive('orders', tenAtOnce);
    await aMoment();
    store.transaction(() => {
      sqs.send('orders', { body: 'one' });
      sqs.send('orders', { body: 'two' });
    });
    expect(await waiting).toMatchObject([{ body: 'one' }, { body: 'two' }]);
  });
});

describe('dead-letter queue', () => {
  const withDeadLetters = (maxReceiveCount: number) =>
    sqsUnderTest({
      'orders-dead-letter': {},
      orders: { RedrivePolicy: { deadLetterTargetArn: queueArn('orders-dead-letter'), maxReceiveCount } },
    });

  test('a message received too often moves to the dead-letter queue', async () => {
    const { sqs, receive, passSeconds } = withDeadLetters(2);
    const messageAttributes = { kind: { DataType: 'String', StringValue: 'poison' } };
    const { messageId } = sqs.send('orders', { body: 'poison', messageAttributes, senderId: 'somebody' });
    passSeconds(7);
    expect(await receive('orders', 0)).toHaveLength(1);
    expect(await receive('orders', 0)).toHaveLength(1);
    passSeconds(7);
    expect(await receive('orders', 0)).toEqual([]);
    expect(sqs.countsOf('orders')).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
    expect(await receive('orders-dead-letter')).toMatchObject([
      {
        messageId,
        body: 'poison',
        messageAttributes,
        attributes: {
          SenderId: 'somebody',
          SentTimestamp: sentAt,
          ApproximateReceiveCount: '3',
          DeadLetterQueueSourceArn: 'arn:aws:sqs:us-east-1:000000000000:orders',
        },
      },
    ]);
  });

  test('what is moved makes room for the messages behind it in the same receive', async () => {
    const { sqs, receive } = withDeadLetters(1);
    for (let i = 0; i < 12; i++) sqs.send('orders', { body: 'poison' });
    await sqs.receive('orders', { maxNumberOfMessages: 12, visibilityTimeoutSeconds: 0, waitTimeSeconds: 0 });
    sqs.send('orders', { body: 'good' });
    expect(await receive('orders')).toMatchObject([{ body: 'good' }]);
    expect(sqs.countsOf('orders-dead-letter').visible).toBe(12);
  });

  test('who waits for the dead-letter queue is woken by the move', async () => {
    const { sqs, receive } = withDeadLetters(1);
    sqs.send('orders', { body: 'poison' });
    const waiting = sqs.receive('orders-dead-letter', tenAtOnce);
    await receive('orders', 0);
    await receive('orders', 0);
    expect(await waiting).toMatchObject([{ body: 'poison' }]);
  });

  test('a message whose dead-letter queue is gone stays', async () => {
    const { sqs, receive } = withDeadLetters(1);
    sqs.removeQueue('orders-dead-letter');
    sqs.send('orders', { body: 'poison' });
    await receive('orders', 0);
    expect(await receive('orders', 0)).toHaveLength(1);
  });
});

describe('limits', () => {
  test('a message outlives its queue retention period by nothing, wherever it is', async () => {
    const { sqs, receive, passSeconds } = sqsUnderTest({ orders: { MessageRetentionPeriod: 60 } });
    sqs.send('orders', { body: 'visible' });
    await receive('orders', 50);
    sqs.send('orders', { body: 'delayed', delaySeconds: 50 });
    passSeconds(59);
    expect(sqs.countsOf('orders')).toEqual({ visible: 2, inFlight: 0, delayed: 0 });
    passSeconds(1);
    expect(await receive('orders')).toEqual([]);
    expect(sqs.countsOf('orders')).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  });

  test('a message of 1 MiB, attributes counted in, is taken, and one byte more is not', () => {
    const { sqs } = sqsUnderTest({ orders: {} });
    const messageAttributes = { name: { DataType: 'String', StringValue: 'é' } };
    const body = 'x'.repeat(1_048_576 - 'nameStringéé'.length);
    sqs.send('orders', { body, messageAttributes });
    expect(() => sqs.send('orders', { body: `${body}x`, messageAttributes })).toThrow(
      'One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.',
    );
  });

  test.each([
    ['MissingRequiredParameterException', ''],
    ['InvalidMessageContents', 'a\u0000b'],
    ['InvalidMessageContents', 'a\uFFFFb'],
  ])('it is %s for a body of %j', (code, body) => {
    const { sqs } = sqsUnderTest({ orders: {} });
    expect(() => sqs.send('orders', { body })).toThrow(awsError(code));
  });

  test('with the limit of messages in flight reached, a receive that cannot wait is refused', async () => {
    const { sqs, receive } = sqsUnderTest({ orders: {} }, { maximumInFlight: 3 });
    for (const body of ['one', 'two', 'three', 'four']) sqs.send('orders', { body });
    const received = await receive('orders');
    expect(received).toHaveLength(3);
    await expect(receive('orders')).rejects.toMatchObject({ code: 'OverLimit', statusCode: 403 });
    sqs.remove('orders', received[0]!.receiptHandle);
    expect(await receive('orders')).toMatchObject([{ body: 'four' }]);
  });

  test('with the limit reached, who may wait gets a message once there is room', async () => {
    const { sqs, receive, passSeconds } = sqsUnderTest({ orders: {} }, { maximumInFlight: 1 });
    for (const body of ['one', 'two']) sqs.send('orders', { body });
    const [one] = await receive('orders');
    const waiting = sqs.receive('orders', tenAtOnce);
    await aMoment();
    sqs.remove('orders', one!.receiptHandle);
    passSeconds(1);
    expect(await waiting).toMatchObject([{ body: 'two' }]);
  });

  test('a purge deletes what is visible, delayed and in flight, once in 60 seconds', async () => {
    const { sqs, receive, passSeconds } = sqsUnderTest({ orders: {}, others: {} });
    sqs.send('orders', { body: 'in flight' });
    await receive('orders');
    sqs.send('orders', { body: 'visible' });
    sqs.send('orders', { body: 'delayed', delaySeconds: 9 });
    sqs.send('others', { body: 'of another queue' });
    sqs.purge('orders');
    expect(sqs.countsOf('orders')).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
    expect(sqs.countsOf('others').visible).toBe(1);
    passSeconds(59);
    expect(() => sqs.purge('orders')).toThrow(awsError('PurgeQueueInProgress', { statusCode: 403 }));
    passSeconds(1);
    sqs.purge('orders');
  });
});

describe('queues', () => {
  test('a queue has the settings of AWS where none are given', () => {
    const { sqs } = sqsUnderTest({ orders: {} });
    expect(sqs.settingsOf('orders')).toEqual({
      VisibilityTimeout: 30,
      MessageRetentionPeriod: 345_600,
      ReceiveMessageWaitTimeSeconds: 0,
      DelaySeconds: 0,
      MaximumMessageSize: 1_048_576,
    });
  });

  test('applying a queue again changes its settings and keeps its messages and its policy', () => {
    const { sqs, passSeconds } = sqsUnderTest({ orders: {} });
    const policy = { Statement: { Effect: 'Allow' as const, Principal: '*' as const, Action: 'sqs:SendMessage' } };
    sqs.setPolicy('orders', policy);
    sqs.send('orders', { body: 'one' });
    const { createdAt } = sqs.timesOf('orders');
    passSeconds(5);
    sqs.applyQueue('orders', { VisibilityTimeout: 5 });
    expect(sqs.settingsOf('orders').VisibilityTimeout).toBe(5);
    expect(sqs.countsOf('orders').visible).toBe(1);
    expect(sqs.policyOf('orders')).toEqual(policy);
    expect(sqs.timesOf('orders')).toEqual({ createdAt, modifiedAt: createdAt + 5000 });
  });

  test('a setting out of its range is refused by name', () => {
    const { sqs } = sqsUnderTest();
    expect(() => sqs.applyQueue('orders', { VisibilityTimeout: 43_201 })).toThrow(
      awsError('InvalidAttributeValue', { message: 'Invalid value for the parameter VisibilityTimeout.' }),
    );
  });

  test('a dead-letter queue must exist before the queue that names it', () => {
    const { sqs } = sqsUnderTest();
    const RedrivePolicy = { deadLetterTargetArn: queueArn('missing'), maxReceiveCount: 3 };
    expect(() => sqs.applyQueue('orders', { RedrivePolicy })).toThrow('Reason: Dead letter target does not exist.');
    expect(sqs.exists('orders')).toBe(false);
  });

  test('nothing can be done with a queue that does not exist', async () => {
    const { sqs, receive } = sqsUnderTest();
    const missing = awsError('QueueDoesNotExist', {
      members: { queryErrorCode: 'AWS.SimpleQueueService.NonExistentQueue' },
    });
    expect(() => sqs.send('missing', { body: 'one' })).toThrow(missing);
    expect(() => sqs.setPolicy('missing', undefined)).toThrow(missing);
    await expect(receive('missing')).rejects.toEqual(missing);
  });

  test('a queue made again under its old name is empty', () => {
    const { sqs } = sqsUnderTest({ orders: {} });
    sqs.send('orders', { body: 'one' });
    sqs.removeQueue('orders');
    sqs.applyQueue('orders', {});
    expect(sqs.countsOf('orders').visible).toBe(0);
  });
});

test('a restart keeps messages and policies, and what is in flight stays so until its time has passed', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'sqs-'));
  try {
    const before = sqsUnderTest({ orders: { VisibilityTimeout: 30 } }, { dataFolder });
    const policy = { Statement: [{ Effect: 'Allow' as const, Principal: '*' as const, Action: 'sqs:*' }] };
    before.sqs.setPolicy('orders', policy);
    before.sqs.send('orders', { body: 'in flight' });
    const [received] = await before.receive('orders');
    before.sqs.send('orders', { body: 'waiting' });
    before.passSeconds(10);
    before.store.close();

    const after = sqsUnderTest({}, { dataFolder, endpoint: 'http://127.0.0.1:9999' });
    expect(after.sqs.urlOf('orders')).toBe('http://127.0.0.1:9999/000000000000/orders');
    expect(after.sqs.policyOf('orders')).toEqual(policy);
    expect(await after.receive('orders')).toMatchObject([{ body: 'waiting' }]);
    after.passSeconds(20);
    expect(await after.receive('orders', 0)).toMatchObject([
      { body: 'in flight', messageId: received!.messageId, attributes: { ApproximateReceiveCount: '2' } },
    ]);
    after.store.close();
  } finally {
    rmSync(dataFolder, { recursive: true });
  }
});

test('law: a receive gives as many as are visible and were asked for, none of them deleted or in flight', async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('send' as const), delaySeconds: fc.nat(3) }),
    fc.record({ kind: fc.constant('receive' as const), count: fc.integer({ min: 1, max: 10 }), hide: fc.nat(4) }),
    fc.record({ kind: fc.constant('delete' as const), which: fc.nat() }),
    fc.record({ kind: fc.constant('pass' as const), seconds: fc.integer({ min: 1, max: 3 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { sqs, store, clock, passSeconds } = sqsUnderTest({ orders: {} });
      const visibleAt = new Map<string, number>();
      const handles: { messageId: string; receiptHandle: string }[] = [];
      for (const next of steps) {
        if (next.kind === 'pass') passSeconds(next.seconds);
        if (next.kind === 'send') {
          const { messageId } = sqs.send('orders', { body: 'x', delaySeconds: next.delaySeconds });
          visibleAt.set(messageId, clock.now() + next.delaySeconds * 1000);
        }
        if (next.kind === 'receive') {
          const visible = [...visibleAt.values()].filter((time) => time <= clock.now()).length;
          const received = await sqs.receive('orders', {
            maxNumberOfMessages: next.count,
            visibilityTimeoutSeconds: next.hide,
            waitTimeSeconds: 0,
          });
          expect(new Set(received.map(({ messageId }) => messageId)).size).toBe(Math.min(next.count, visible));
          for (const { messageId, receiptHandle } of received) {
            expect(visibleAt.get(messageId)).toBeLessThanOrEqual(clock.now());
            visibleAt.set(messageId, clock.now() + next.hide * 1000);
            handles.push({ messageId, receiptHandle });
          }
        }
        const handle = next.kind === 'delete' ? handles[next.which % handles.length] : undefined;
        if (handle) {
          sqs.remove('orders', handle.receiptHandle);
          const isLatest = handles.findLast(({ messageId }) => messageId === handle.messageId) === handle;
          if (isLatest) visibleAt.delete(handle.messageId);
        }
        const { visible, inFlight, delayed } = sqs.countsOf('orders');
        expect(visible + inFlight + delayed).toBe(visibleAt.size);
      }
      store.close();
    }),
    { numRuns: 60 },
  );
});
