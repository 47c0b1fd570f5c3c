import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aMoment, awsError } from '../sqs/sqs-under-test';
import { lets, snsUnderTest } from './sns-under-test';
import { openSubscriptions } from './subscriptions';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A topic with one subscriber, whose policy lets the topic send. */
function subscribed(queue = 'bounces', parts = snsUnderTest()) {
  const { sns, sqs } = parts;
  const { arn: topicArn } = sns.applyTopic('feedback');
  const { arn: queueArn } = sqs.applyQueue(queue, {});
  sqs.setPolicy(queue, lets(topicArn, queueArn));
  const { arn: subscriptionArn } = sns.applySubscription({ topicArn, protocol: 'sqs', endpoint: queueArn });
  const bodies = async (name = queue) =>
    (await parts.receive(name)).map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  return { ...parts, topicArn, queueArn, subscriptionArn, bodies };
}

test('a subscriber gets the message in the envelope of SNS', async () => {
  const { sns, bodies, topicArn, subscriptionArn } = subscribed();
  const { messageId } = sns.publish(topicArn, { message: '{"eventType":"Bounce"}\n', subject: 'An event' });
  expect(messageId).toMatch(uuid);
  expect(await bodies()).toEqual([
    {
      Type: 'Notification',
      MessageId: messageId,
      TopicArn: 'arn:aws:sns:us-east-1:000000000000:feedback',
      Subject: 'An event',
      Message: '{"eventType":"Bounce"}\n',
      Timestamp: '2026-11-20T09:00:00.000Z',
      SignatureVersion: '1',
      Signature: expect.stringMatching(/^EXAMPLE/) as string,
      SigningCertURL: expect.stringMatching(/^https:\/\/sns\.us-east-1\.amazonaws\.com\/.*\.pem$/) as string,
      UnsubscribeURL: `https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn}`,
    },
  ]);
});

test('a message in no format, without a subject, passes as it is', async () => {
  const { sns, bodies, topicArn } = subscribed();
  const message = 'Successfully validated SNS topic for Amazon SES event publishing.';
  sns.publish(topicArn, { message });
  const [envelope] = await bodies();
  expect(envelope).toMatchObject({ Type: 'Notification', Message: message });
  expect(envelope).not.toHaveProperty('Subject');
});

test('every subscriber gets the same message id, in a message of its own', async () => {
  const { sns, sqs, receive, topicArn } = subscribed();
  const { arn: other } = sqs.applyQueue('metrics', {});
  sqs.setPolicy('metrics', lets(topicArn, other));
  sns.applySubscription({ topicArn, protocol: 'sqs', endpoint: other });
  const { messageId } = sns.publish(topicArn, { message: 'one' });
  const received = [...(await receive('bounces')), ...(await receive('metrics'))];
  expect(received.map(({ body }) => (JSON.parse(body) as { MessageId: string }).MessageId)).toEqual([
    messageId,
    messageId,
  ]);
  expect(new Set(received.map((message) => message.messageId)).size).toBe(2);
  expect(received[0]?.attributes['SenderId']).toMatch(/^AIDA/);
});

describe('message attributes', () => {
  const attributes = {
    app: { DataType: 'String', StringValue: 'orders' },
    logo: { DataType: 'Binary', BinaryValue: 'AQID' },
  };

  test('the envelope carries them, by type and value', async () => {
    const { sns, receive, topicArn } = subscribed();
    sns.publish(topicArn, { message: 'one', attributes });
    const [received] = await receive('bounces');
    expect(JSON.parse(received?.body ?? '')).toMatchObject({
      MessageAttributes: { app: { Type: 'String', Value: 'orders' }, logo: { Type: 'Binary', Value: 'AQID' } },
    });
    expect(received?.messageAttributes).toEqual({});
  });

  test('they count toward the 256 KiB of a message', () => {
    const { sns, topicArn } = subscribed();
    const message = 'x'.repeat(262_144 - 'app'.length - 'String'.length - 'orders'.length);
    sns.publish(topicArn, { message, attributes: { app: attributes.app } });
    expect(() => sns.publish(topicArn, { message: `${message}x`, attributes: { app: attributes.app } })).toThrow(
      'Message too long',
    );
  });

  test.each([
    ['a name of AWS', { 'AWS.app': attributes.app }],
    ['an unknown type', { app: { DataType: 'Text', StringValue: 'orders' } }],
    ['no value', { app: { DataType: 'String' } }],
  ])('one with %s is refused', (_what, wrong) => {
    const { sns, topicArn } = subscribed();
    expect(() => sns.publish(topicArn, { message: 'x', attributes: wrong })).toThrow(
      awsError('InvalidParameter', { statusCode: 400 }),
    );
  });
});

describe('raw message delivery', () => {
  const attribute = { DataType: 'String', StringValue: 'orders' };
  const numbered = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`a${i}`, attribute]));

  function subscribedRaw() {
    const parts = subscribed();
    const { sns, topicArn, queueArn: endpoint } = parts;
    const { arn } = sns.applySubscription({ topicArn, protocol: 'sqs', endpoint, rawMessageDelivery: true });
    return { ...parts, arn };
  }

  test('the body is the message as it was published, and nothing of SNS is left', async () => {
    const { sns, receive, topicArn } = subscribedRaw();
    sns.publish(topicArn, { message: '{"eventType":"Bounce"}\n', subject: 'An event' });
    const [received] = await receive('bounces');
    expect(received).toMatchObject({ body: '{"eventType":"Bounce"}\n', messageAttributes: {} });
  });

  test('message attributes become those of the SQS message, ten at most', async () => {
    const { sns, receive, topicArn, arn } = subscribedRaw();
    sns.publish(topicArn, { message: 'ten', attributes: numbered(10) });
    sns.publish(topicArn, { message: 'eleven', attributes: numbered(11) });
    expect(await receive('bounces')).toMatchObject([{ body: 'ten', messageAttributes: numbered(10) }]);
    expect(sns.undelivered()).toMatchObject([
      { subscriptionArn: arn, outcome: 'dropped', reason: expect.stringContaining('[11]') as string },
    ]);
  });

  test('wrapped subscribers of the same topic get all eleven in their envelope', async () => {
    const { sns, sqs, receive, topicArn } = subscribedRaw();
    const { arn: wrapped } = sqs.applyQueue('metrics', {});
    sqs.setPolicy('metrics', lets(topicArn, wrapped));
    sns.applySubscription({ topicArn, protocol: 'sqs', endpoint: wrapped });
    sns.publish(topicArn, { message: 'one', attributes: numbered(11) });
    const [received] = await receive('metrics');
    const { MessageAttributes } = JSON.parse(received?.body ?? '') as { MessageAttributes: object };
    expect(Object.keys(MessageAttributes)).toHaveLength(11);
  });

  test('it is turned on and off on the subscription that is there', async () => {
    const { sns, topicArn, queueArn: endpoint, subscriptionArn, arn, bodies } = subscribedRaw();
    expect(arn).toBe(subscriptionArn);
    sns.applySubscription({ topicArn, protocol: 'sqs', endpoint, rawMessageDelivery: false });
    sns.publish(topicArn, { message: 'one' });
    expect(await bodies()).toMatchObject([{ Type: 'Notification', Message: 'one' }]);
  });

  test('a data folder from before it keeps its subscriptions, wrapped', () => {
    const { store, topicArn, queueArn: endpoint, subscriptionArn } = subscribed();
    store.database.exec('alter table sns_subscriptions drop column raw_message_delivery');
    expect(openSubscriptions(store.database).of(topicArn)).toEqual([
      { arn: subscriptionArn, topicArn, endpoint, deadLetterTargetArn: undefined, rawMessageDelivery: false },
    ]);
  });
});

test('each hop asks for the queue, as SNS, for the topic', () => {
  const { sns, asked, topicArn, queueArn } = subscribed();
  sns.publish(topicArn, { message: 'one' });
  expect(asked).toEqual([
    {
      action: 'sqs:SendMessage',
      resource: queueArn,
      context: { 'aws:SourceArn': topicArn, 'aws:SourceAccount': '000000000000' },
      resourcePolicy: lets(topicArn, queueArn),
    },
  ]);
});

describe('what is not delivered', () => {
  test("without the queue policy's leave a message is dropped, and a person can find out", async () => {
    const { sns, sqs, receive, topicArn, queueArn, subscriptionArn } = subscribed();
    sqs.setPolicy('bounces', lets('arn:aws:sns:us-east-1:000000000000:another', queueArn));
    const { messageId } = sns.publish(topicArn, { message: 'one' });
    expect(await receive('bounces')).toEqual([]);
    expect(sns.undelivered()).toEqual([
      {
        time: '2026-11-20T09:00:00.000Z',
        messageId,
        topicArn,
        subscriptionArn,
        reason: expect.stringMatching(/^AccessDenied: /) as string,
        outcome: 'dropped',
      },
    ]);
  });

  test('a refusal by one queue keeps no other from its message', async () => {
    const { sns, sqs, receive, topicArn } = subscribed('metrics');
    const { arn: closed } = sqs.applyQueue('bounces', {});
    sns.applySubscription({ topicArn, protocol: 'sqs', endpoint: closed });
    sns.publish(topicArn, { message: 'one' });
    expect(await receive('bounces')).toEqual([]);
    expect(await receive('metrics')).toHaveLength(1);
    expect(sns.undelivered()).toHaveLength(1);
  });

  test("it moves to the subscription's dead-letter queue, judged like any queue", async () => {
    const { sns, sqs, bodies, topicArn, queueArn, subscriptionArn } = subscribed();
    const { arn: deadLetterTargetArn } = sqs.applyQueue('undeliverable', {});
    const again = sns.applySubscription({ topicArn, protocol: 'sqs', endpoint: queueArn, deadLetterTargetArn });
    expect(again.arn).toBe(subscriptionArn);
    sqs.removeQueue('bounces');

    sns.publish(topicArn, { message: 'one' });
    expect(await bodies('undeliverable')).toEqual([]);
    sqs.setPolicy('undeliverable', lets(topicArn, deadLetterTargetArn));
    sns.publish(topicArn, { message: 'two' });
    expect(await bodies('undeliverable')).toMatchObject([{ Type: 'Notification', Message: 'two' }]);
    expect(sns.undelivered()).toMatchObject([
      { outcome: 'moved to the dead-letter queue' },
      { outcome: 'dropped', reason: expect.stringContaining('Dead-letter queue: AccessDenied: ') as string },
    ]);
  });

  test('what SQS refuses is not delivered either', () => {
    const { sns, sqs, topicArn } = subscribed();
    sqs.applyQueue('bounces', { MaximumMessageSize: 1024 });
    sns.publish(topicArn, { message: 'x'.repeat(1024) });
    expect(sns.undelivered()).toMatchObject([
      { reason: expect.stringContaining('Message must be shorter than 1024 bytes.') as string },
    ]);
  });

  test('the last thousand are kept', () => {
    const { sns, sqs, topicArn } = subscribed();
    sqs.removeQueue('bounces');
    const published = Array.from({ length: 1002 }, () => sns.publish(topicArn, { message: 'x' }).messageId);
    expect(sns.undelivered().map(({ messageId }) => messageId)).toEqual(published.slice(2).reverse());
  });
});

describe('transactions', () => {
  test('a publish in a transaction that is rolled back leaves no message and wakes nobody', async () => {
    const { sns, sqs, store, topicArn } = subscribed();
    const waiting = sqs.receive('bounces', { maxNumberOfMessages: 1, waitTimeSeconds: 20 });
    await aMoment();
    const looks = jest.spyOn(store, 'transaction');
    expect(() =>
      store.transaction(() => {
        sns.publish(topicArn, { message: 'never' });
        throw new Error('rolled back');
      }),
    ).toThrow('rolled back');
    await aMoment();
    // The outer transaction and the publish in it; nobody has looked for a message.
    expect(looks).toHaveBeenCalledTimes(2);
    sns.publish(topicArn, { message: 'after' });
    expect((await waiting).map(({ body }) => (JSON.parse(body) as { Message: string }).Message)).toEqual(['after']);
  });
});

describe('topics and subscriptions', () => {
  test('they survive a restart, with their policy and the ARN of the subscription', () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'sns-'));
    try {
      const before = subscribed('bounces', snsUnderTest({ dataFolder }));
      const policy = { Statement: { Effect: 'Allow' as const, Principal: '*' as const, Action: 'sns:Publish' } };
      before.sns.setPolicy(before.topicArn, policy);
      before.store.close();
      const { sns, sqs, store } = snsUnderTest({ dataFolder });
      const { topicArn, queueArn, subscriptionArn } = before;
      expect(sns.policyOf(topicArn)).toEqual(policy);
      expect(sns.applyTopic('feedback')).toEqual({ arn: topicArn });
      expect(sns.applySubscription({ topicArn, protocol: 'sqs', endpoint: queueArn })).toEqual({
        arn: subscriptionArn,
      });
      sns.publish(topicArn, { message: 'one' });
      expect(sqs.countsOf('bounces').visible).toBe(1);
      store.close();
    } finally {
      rmSync(dataFolder, { recursive: true });
    }
  });

  test('who is unsubscribed gets nothing more, and a topic goes with its subscriptions', () => {
    const { sns, sqs, topicArn, queueArn, subscriptionArn } = subscribed();
    sns.removeSubscription(subscriptionArn);
    sns.publish(topicArn, { message: 'one' });
    expect(sqs.countsOf('bounces').visible).toBe(0);
    sns.applySubscription({ topicArn, protocol: 'sqs', endpoint: queueArn });
    sns.removeTopic(topicArn);
    sns.applyTopic('feedback');
    expect(sns.subscriptionsOf(topicArn)).toEqual([]);
  });

  test.each([
    ['another protocol', { protocol: 'lambda' }, 'of the protocols only sqs is emulated, and not lambda.'],
    ['an endpoint that is no queue', { endpoint: 'http://127.0.0.1/000000000000/bounces' }, 'SQS endpoint ARN'],
    ['a dead-letter queue that is none', { deadLetterTargetArn: 'undeliverable' }, 'deadLetterTargetArn'],
    ['a filter', { filterPolicy: {} }, 'the subscription attribute filterPolicy is not emulated.'],
  ])('%s is refused', (_what, member, message) => {
    const { sns, topicArn, queueArn: endpoint } = subscribed();
    expect(() => sns.applySubscription({ topicArn, protocol: 'sqs', endpoint, ...member })).toThrow(message);
  });

  test('a topic that does not exist takes neither message nor subscriber nor policy', () => {
    const { sns, queueArn: endpoint } = subscribed();
    const topicArn = 'arn:aws:sns:us-east-1:000000000000:missing';
    const notFound = awsError('NotFound', { statusCode: 404 });
    expect(() => sns.publish(topicArn, { message: 'x' })).toThrow(notFound);
    expect(() => sns.applySubscription({ topicArn, protocol: 'sqs', endpoint })).toThrow(notFound);
    expect(() => sns.setPolicy(topicArn, undefined)).toThrow(notFound);
  });
});

describe('limits', () => {
  test('a message of 256 KiB is taken, and one byte more is not', () => {
    const { sns, sqs, topicArn } = subscribed();
    const message = 'é'.repeat(131_072);
    sns.publish(topicArn, { message });
    expect(sqs.countsOf('bounces').visible).toBe(1);
    expect(() => sns.publish(topicArn, { message: `${message}x` })).toThrow('Invalid parameter: Message too long');
  });

  test.each(['', ' begins with a space', 'two\nlines', 'Grüße', 'x'.repeat(100)])(
    'the subject %j is refused',
    (subject) => {
      const { sns, topicArn } = subscribed();
      expect(() => sns.publish(topicArn, { message: 'x', subject })).toThrow('Invalid parameter: Subject');
    },
  );

  test('an empty message is refused', () => {
    const { sns, topicArn } = subscribed();
    expect(() => sns.publish(topicArn, { message: '' })).toThrow('Invalid parameter: Empty message');
  });
});
