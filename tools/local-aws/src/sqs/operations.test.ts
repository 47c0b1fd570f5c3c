import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { Caller } from '../caller';
import { AwsError } from '../aws-error';
import { awsJson } from '../protocols/aws-json';
import { sqsService } from '.';
import { sqsUnderTest } from './sqs-under-test';

const QueueUrl = 'http://127.0.0.1:4566/000000000000/orders';
const principal: Caller = {
  type: 'role-session',
  account: '000000000000',
  roleArn: 'arn:aws:iam::000000000000:role/sesame/sender',
  sessionArn: 'arn:aws:sts::000000000000:assumed-role/sender/one',
};

/** AWS's own client before our operations, so that it checks what it checks: the MD5s, the errors, the shapes. */
function sdkUnderTest(...names: string[]) {
  const parts = sqsUnderTest(Object.fromEntries(names.map((name) => [name, {}])));
  const { operations, state } = sqsService(parts.sqs);
  const protocol = awsJson('1.0', 'com.amazonaws.sqs');
  const accesses: unknown[] = [];
  async function answer(operationName: string | undefined, body: string) {
    const operation = operations.find(({ name }) => name === operationName);
    if (!operation) throw new Error(`No operation ${operationName}`);
    try {
      const input: unknown = operation.input.parse(JSON.parse(body));
      accesses.push(...operation.access(state, input, principal));
      const output = await operation.run(state, input, { principal, requestId: 'r', sourceIp: '127.0.0.1' });
      return protocol.answer(operation.name, output, 'r');
    } catch (error) {
      if (error instanceof AwsError) return protocol.refuse(error, 'r');
      throw error;
    }
  }
  const client = new SQSClient({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:4566',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    requestHandler: {
      handle: async (request: { headers: Record<string, string>; body: Uint8Array }) => {
        const { statusCode, headers, body } = await answer(
          request.headers['x-amz-target']?.split('.')[1],
          new TextDecoder().decode(request.body),
        );
        return { response: { statusCode, headers, body: Buffer.from(body) } };
      },
    },
  });
  return { ...parts, client, accesses };
}

test("AWS's client sends, receives and deletes, and finds every MD5 right", async () => {
  const { client, sqs } = sdkUnderTest('orders');
  const sent = await client.send(
    new SendMessageCommand({
      QueueUrl,
      MessageBody: 'Grüße',
      MessageAttributes: { Foo: { DataType: 'String', StringValue: 'Bar' } },
    }),
  );
  expect(sent.MD5OfMessageAttributes).toBe('ae7155c6026991b6d54b11589678bf9c');
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ['All'], MessageAttributeNames: ['All'] }),
  );
  expect(Messages).toMatchObject([
    {
      MessageId: sent.MessageId,
      Body: 'Grüße',
      MessageAttributes: { Foo: { DataType: 'String', StringValue: 'Bar' } },
      MD5OfMessageAttributes: 'ae7155c6026991b6d54b11589678bf9c',
      Attributes: { ApproximateReceiveCount: '1', SenderId: expect.stringMatching(/^AROA[0-9A-F]{17}:one$/) as string },
    },
  ]);
  await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: Messages[0]?.ReceiptHandle }));
  expect(sqs.countsOf('orders')).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
});

test('attributes that were not asked for are not given', async () => {
  const { client } = sdkUnderTest('orders');
  const MessageAttributes = { Foo: { DataType: 'String', StringValue: 'Bar' } };
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'one', MessageAttributes }));
  const { Messages } = await client.send(
    new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ['SentTimestamp'] }),
  );
  expect(Object.keys(Messages?.[0] ?? {}).sort()).toEqual([
    'Attributes',
    'Body',
    'MD5OfBody',
    'MessageId',
    'ReceiptHandle',
  ]);
  expect(Object.keys(Messages?.[0]?.Attributes ?? {})).toEqual(['SentTimestamp']);
});

test('an empty receive answers no Messages at all', async () => {
  const { client } = sdkUnderTest('orders');
  expect((await client.send(new ReceiveMessageCommand({ QueueUrl }))).Messages).toBeUndefined();
});

test.each([
  ['MaxNumberOfMessages', 11, 'Must be between 1 and 10, if provided.'],
  ['MaxNumberOfMessages', 0, 'Must be between 1 and 10, if provided.'],
  ['WaitTimeSeconds', 21, 'Must be >= 0 and <= 20, if provided.'],
  ['VisibilityTimeout', 43_201, 'Must be >= 0 and <= 43200, if provided.'],
])('a receive with %s %d is refused', async (parameter, value, reason) => {
  const { client } = sdkUnderTest('orders');
  await expect(client.send(new ReceiveMessageCommand({ QueueUrl, [parameter]: value }))).rejects.toMatchObject({
    message: `Value ${value} for parameter ${parameter} is invalid. Reason: ${reason}`,
    Error: { Code: 'InvalidParameterValue', Type: 'Sender' },
  });
});

test("a missing queue is QueueDoesNotExist, under the older protocol's name too", async () => {
  const { client } = sdkUnderTest();
  const missing = { name: 'QueueDoesNotExist', Error: { Code: 'AWS.SimpleQueueService.NonExistentQueue' } };
  await expect(client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'one' }))).rejects.toMatchObject(missing);
  const Entries = [{ Id: 'a', MessageBody: 'one' }];
  await expect(client.send(new SendMessageBatchCommand({ QueueUrl, Entries }))).rejects.toMatchObject(missing);
  await expect(client.send(new GetQueueUrlCommand({ QueueName: 'orders' }))).rejects.toMatchObject(missing);
});

describe('batches', () => {
  test('an entry that is refused fails alone', async () => {
    const { client, sqs } = sdkUnderTest('orders');
    const answer = await client.send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: [
          { Id: 'good', MessageBody: 'one' },
          { Id: 'late', MessageBody: 'two', DelaySeconds: 901 },
          { Id: 'odd', MessageBody: 'a\u0000b' },
        ],
      }),
    );
    expect(answer.Successful).toMatchObject([{ Id: 'good' }]);
    expect(answer.Failed).toMatchObject([
      { Id: 'late', SenderFault: true, Code: 'InvalidParameterValue' },
      { Id: 'odd', SenderFault: true, Code: 'InvalidMessageContents' },
    ]);
    expect(sqs.countsOf('orders').visible).toBe(1);
  });

  test('visibilities change and messages are deleted by tens', async () => {
    const { client, sqs, receive } = sdkUnderTest('orders');
    const ids = Array.from({ length: 10 }, (_, i) => `m${i}`);
    const sent = await client.send(
      new SendMessageBatchCommand({ QueueUrl, Entries: ids.map((Id) => ({ Id, MessageBody: Id })) }),
    );
    expect(sent).toMatchObject({ Successful: ids.map((Id) => ({ Id })) });
    expect(sent.Failed).toBeUndefined();
    const first = await receive('orders');
    const changed = await client.send(
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl,
        Entries: [
          ...first
            .slice(0, 9)
            .map(({ receiptHandle: ReceiptHandle, body: Id }) => ({ Id, ReceiptHandle, VisibilityTimeout: 0 })),
          { Id: 'wrong', ReceiptHandle: 'nonsense', VisibilityTimeout: 0 },
        ],
      }),
    );
    expect(changed.Successful).toHaveLength(9);
    expect(changed.Failed).toMatchObject([{ Id: 'wrong', Code: 'ReceiptHandleIsInvalid' }]);
    const second = await receive('orders');
    expect(second).toHaveLength(9);
    const deleted = await client.send(
      new DeleteMessageBatchCommand({
        QueueUrl,
        Entries: second.map(({ receiptHandle: ReceiptHandle, body: Id }) => ({ Id, ReceiptHandle })),
      }),
    );
    expect(deleted.Successful).toHaveLength(9);
    expect(sqs.countsOf('orders')).toEqual({ visible: 0, inFlight: 1, delayed: 0 });
  });

  const eleven = Array.from({ length: 11 }, (_, i) => ({ Id: `m${i}`, MessageBody: 'x' }));
  const half = 'x'.repeat(524_288);
  test.each([
    ['EmptyBatchRequest', 'There should be at least one SendMessageBatchRequestEntry in the request.', []],
    ['TooManyEntriesInBatchRequest', 'Maximum number of entries per request are 10. You have sent 11.', eleven],
    [
      'BatchEntryIdsNotDistinct',
      'Id a repeated.',
      [
        { Id: 'a', MessageBody: 'x' },
        { Id: 'a', MessageBody: 'y' },
      ],
    ],
    ['InvalidBatchEntryId', 'A batch entry id can only contain', [{ Id: 'a:b', MessageBody: 'x' }]],
    [
      'BatchRequestTooLong',
      'Batch requests cannot be longer than 1048576 bytes. You have sent 1048577 bytes.',
      [
        { Id: 'a', MessageBody: half },
        { Id: 'b', MessageBody: `${half}x` },
      ],
    ],
  ])('%s refuses the whole batch', async (name, message, Entries) => {
    const { client, sqs } = sdkUnderTest('orders');
    await expect(client.send(new SendMessageBatchCommand({ QueueUrl, Entries }))).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message) as string,
      Error: { Code: `AWS.SimpleQueueService.${name}` },
    });
    expect(sqs.countsOf('orders').visible).toBe(0);
  });
});

test('a queue tells its settings, counts and policies', async () => {
  const { client, sqs, receive } = sdkUnderTest('dead', 'orders');
  const RedrivePolicy = { deadLetterTargetArn: sqs.arnOf('dead'), maxReceiveCount: 3 };
  sqs.applyQueue('orders', { VisibilityTimeout: 7, RedrivePolicy });
  const policy = { Statement: [{ Effect: 'Deny' as const, Principal: '*' as const, Action: 'sqs:*' }] };
  sqs.setPolicy('orders', policy);
  sqs.send('orders', { body: 'in flight' });
  await receive('orders');
  sqs.send('orders', { body: 'visible' });
  sqs.send('orders', { body: 'delayed', delaySeconds: 5 });
  const all = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
  expect(all.Attributes).toEqual({
    QueueArn: 'arn:aws:sqs:us-east-1:000000000000:orders',
    ApproximateNumberOfMessages: '1',
    ApproximateNumberOfMessagesNotVisible: '1',
    ApproximateNumberOfMessagesDelayed: '1',
    CreatedTimestamp: '1795165200',
    LastModifiedTimestamp: '1795165200',
    VisibilityTimeout: '7',
    MessageRetentionPeriod: '345600',
    ReceiveMessageWaitTimeSeconds: '0',
    DelaySeconds: '0',
    MaximumMessageSize: '1048576',
    RedrivePolicy: JSON.stringify(RedrivePolicy),
    Policy: JSON.stringify(policy),
  });
  const one = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  expect(Object.keys(one.Attributes ?? {})).toEqual(['QueueArn']);
  expect((await client.send(new GetQueueAttributesCommand({ QueueUrl }))).Attributes).toBeUndefined();
  const AttributeNames = ['Colour' as 'All'];
  await expect(client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }))).rejects.toMatchObject({
    name: 'InvalidAttributeName',
    message: 'Unknown Attribute Colour.',
  });
});

test('queues are found by name and listed by prefix, page by page', async () => {
  const { client } = sdkUnderTest('orders', 'orders_b', 'orders-a', 'bounces');
  const urlOf = (name: string) => `http://127.0.0.1:4566/000000000000/${name}`;
  expect((await client.send(new GetQueueUrlCommand({ QueueName: 'orders' }))).QueueUrl).toBe(QueueUrl);
  const first = await client.send(new ListQueuesCommand({ QueueNamePrefix: 'orders', MaxResults: 2 }));
  expect(first.QueueUrls).toEqual([urlOf('orders'), urlOf('orders-a')]);
  const { NextToken } = first;
  const second = await client.send(new ListQueuesCommand({ QueueNamePrefix: 'orders', MaxResults: 2, NextToken }));
  expect(second).toMatchObject({ QueueUrls: [urlOf('orders_b')] });
  expect(second.NextToken).toBeUndefined();
  expect((await client.send(new ListQueuesCommand({}))).QueueUrls).toHaveLength(4);
  expect((await client.send(new ListQueuesCommand({ QueueNamePrefix: '%' }))).QueueUrls).toBeUndefined();
});

test('every operation asks for its own action on the queue and hands over its policy, batches for the single action', async () => {
  const { client, sqs, accesses } = sdkUnderTest('orders');
  const policy = { Statement: { Effect: 'Allow' as const, Principal: '*' as const, Action: 'sqs:*' } };
  sqs.setPolicy('orders', policy);
  const ReceiptHandle = Buffer.from('orders 1 1').toString('base64');
  const entry = { Id: 'a', ReceiptHandle };
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
  await client.send(new SendMessageBatchCommand({ QueueUrl, Entries: [{ Id: 'a', MessageBody: 'x' }] }));
  await client.send(new ReceiveMessageCommand({ QueueUrl }));
  await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 9 }));
  await client.send(
    new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries: [{ ...entry, VisibilityTimeout: 9 }] }),
  );
  await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: [entry] }));
  await client.send(new GetQueueAttributesCommand({ QueueUrl }));
  await client.send(new GetQueueUrlCommand({ QueueName: 'orders' }));
  await client.send(new PurgeQueueCommand({ QueueUrl }));
  await client.send(new ListQueuesCommand({}));
  const onQueue = (name: string) => ({ action: `sqs:${name}`, resource: sqs.arnOf('orders'), resourcePolicy: policy });
  expect(accesses).toEqual([
    onQueue('SendMessage'),
    onQueue('SendMessage'),
    onQueue('ReceiveMessage'),
    onQueue('ChangeMessageVisibility'),
    onQueue('ChangeMessageVisibility'),
    onQueue('DeleteMessage'),
    onQueue('DeleteMessage'),
    onQueue('GetQueueAttributes'),
    onQueue('GetQueueUrl'),
    onQueue('PurgeQueue'),
    { action: 'sqs:ListQueues', resource: '*' },
  ]);
});

test('a member that is not emulated is not ignored', () => {
  const { operations } = sqsService(sqsUnderTest().sqs);
  const sendMessage = operations.find(({ name }) => name === 'SendMessage');
  const input = { QueueUrl, MessageBody: 'x', MessageGroupId: 'g' };
  expect(sendMessage?.input.safeParse(input).success).toBe(false);
});
