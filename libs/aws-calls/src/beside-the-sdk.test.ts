import * as sdkDynamoDb from '@aws-sdk/client-dynamodb';
import * as sdkSqs from '@aws-sdk/client-sqs';
import * as sdkDocuments from '@aws-sdk/lib-dynamodb';
import { unmarshall as sdkUnmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import * as ourDynamoDb from './client-dynamodb';
import * as ourSqs from './client-sqs';
import * as ourDocuments from './lib-dynamodb';
import { ScriptedService, type Answer } from './scripted-service.fixture';
import { unmarshall } from './util-dynamodb';

const numRuns = Number(process.env['SESAME_LAW_RUNS'] ?? 60);
let service: ScriptedService;
let ours: ourDocuments.DynamoDBDocumentClient;
let theirs: sdkDocuments.DynamoDBDocumentClient;

beforeAll(async () => {
  service = await ScriptedService.start();
  const role = { AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token' };
  Object.assign(process.env, { ...role, AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: service.url });
  const settings = {
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  };
  ours = ourDocuments.DynamoDBDocumentClient.from(new ourDynamoDb.DynamoDBClient(settings));
  theirs = sdkDocuments.DynamoDBDocumentClient.from(new sdkDynamoDb.DynamoDBClient(settings), {
    marshallOptions: { removeUndefinedValues: true },
  });
});
afterAll(async () => {
  ours.destroy();
  theirs.destroy();
  await service.stop();
});

type Name =
  | 'GetCommand'
  | 'PutCommand'
  | 'UpdateCommand'
  | 'DeleteCommand'
  | 'QueryCommand'
  | 'ScanCommand'
  | 'BatchGetCommand'
  | 'BatchWriteCommand'
  | 'TransactWriteCommand';

/** What one client asks for, and what it makes of the answers: its output, or the error with all that code looks at. */
async function toldBy(
  client: { send: (command: never) => Promise<unknown> },
  commands: object,
  name: string,
  input: object,
  answers: Answer[],
) {
  service.script(...answers);
  const Command = (commands as unknown as Record<string, new (input: object) => never>)[name];
  if (!Command) throw new Error(`There is no ${name}.`);
  const outcome = await client.send(new Command(input)).then(
    (output) => ({ output: outputOf(output) }),
    (error: Error) => ({ error: errorOf(error) }),
  );
  const asked = service.asked.map(({ target, contentType, body }) => ({
    target,
    contentType,
    body: withoutToken(body),
  }));
  return { outcome, asked };
}

/** The SDK answers with `$metadata` besides, and with `undefined` for what is not there. */
function outputOf(output: unknown): unknown {
  const { $metadata: _, ...rest } = output as Record<string, unknown>;
  return Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
}

function errorOf(error: Error) {
  const { name, message } = error;
  const { $fault, $metadata, Item, CancellationReasons, code } = error as unknown as Record<string, unknown>;
  const httpStatusCode = ($metadata as Record<string, unknown> | undefined)?.['httpStatusCode'];
  const reasons = (CancellationReasons as Record<string, unknown>[] | undefined)?.map(({ Code, Message }) => ({
    Code,
    Message,
  }));
  return { name, message, fault: $fault, code, httpStatusCode, item: Item && unmarshalled(error, Item), reasons };
}

/** Each client's errors hold an item that its own `unmarshall` reads. */
function unmarshalled(error: Error, item: unknown): unknown {
  return (error instanceof sdkDynamoDb.DynamoDBServiceException ? sdkUnmarshall : unmarshall)(item as never);
}

function withoutToken(body: unknown): unknown {
  const { ClientRequestToken: token, ...rest } = body as Record<string, unknown>;
  return { ...rest, ...(token !== undefined && { ClientRequestToken: typeof token }) };
}

async function sameOfBoth(name: Name, input: object, answers: Answer[] = [{}]) {
  const told = await toldBy(ours, ourDocuments, name, input, answers);
  expect(told).toEqual(await toldBy(theirs, sdkDocuments, name, input, answers));
  return told;
}

const key = { pk: 'own#1', sk: 'email' };
const jsonKey = { pk: { S: 'own#1' }, sk: { S: 'email' } };
const values = { ':a': 1, ':b': [true, null, 'x'], ':left out': undefined };

test.each<[Name, object, object]>([
  ['GetCommand', { TableName: 't', Key: key, ConsistentRead: true }, { Item: { ...jsonKey, n: { N: '7' } } }],
  ['GetCommand', { TableName: 't', Key: key }, {}],
  [
    'PutCommand',
    {
      TableName: 't',
      Item: { ...key, a: undefined },
      ConditionExpression: 'attribute_not_exists(pk)',
      ExpressionAttributeValues: values,
    },
    {},
  ],
  [
    'UpdateCommand',
    {
      TableName: 't',
      Key: key,
      UpdateExpression: 'SET a = :a',
      ExpressionAttributeNames: { '#a': 'a' },
      ExpressionAttributeValues: values,
      ReturnValues: 'ALL_NEW',
    },
    { Attributes: jsonKey },
  ],
  ['DeleteCommand', { TableName: 't', Key: key, ReturnValues: 'ALL_OLD' }, { Attributes: jsonKey }],
  [
    'QueryCommand',
    {
      TableName: 't',
      KeyConditionExpression: 'pk = :a',
      ExpressionAttributeValues: values,
      ExclusiveStartKey: key,
      Limit: 2,
    },
    { Items: [jsonKey, jsonKey], Count: 2, ScannedCount: 2, LastEvaluatedKey: jsonKey },
  ],
  ['ScanCommand', { TableName: 't', Segment: 0, TotalSegments: 4 }, { Items: [], Count: 0, ScannedCount: 0 }],
  [
    'BatchGetCommand',
    { RequestItems: { t: { Keys: [key, key], ConsistentRead: true }, u: { Keys: [key], ProjectionExpression: 'a' } } },
    { Responses: { t: [jsonKey], u: [] }, UnprocessedKeys: { t: { Keys: [jsonKey], ConsistentRead: true } } },
  ],
  [
    'BatchWriteCommand',
    { RequestItems: { t: [{ PutRequest: { Item: key } }, { DeleteRequest: { Key: key } }] } },
    { UnprocessedItems: { t: [{ PutRequest: { Item: jsonKey } }, { DeleteRequest: { Key: jsonKey } }] } },
  ],
  ['BatchWriteCommand', { RequestItems: { t: [{ PutRequest: { Item: key } }] } }, { UnprocessedItems: {} }],
  [
    'TransactWriteCommand',
    {
      TransactItems: [
        { Put: { TableName: 't', Item: key } },
        { Update: { TableName: 't', Key: key, UpdateExpression: 'SET a = :a', ExpressionAttributeValues: values } },
        { Delete: { TableName: 't', Key: key } },
        {
          ConditionCheck: {
            TableName: 't',
            Key: key,
            ConditionExpression: 'a = :a',
            ExpressionAttributeValues: values,
          },
        },
      ],
    },
    {},
  ],
])('%s asks for what the SDK asks for, and answers what it answers', async (name, input, body) => {
  const { outcome } = await sameOfBoth(name, input, [{ body }]);
  expect(outcome).toHaveProperty('output');
});

test.each<[string, number, Answer[], Name]>([
  [
    'a condition that does not hold, with the item as it is',
    1,
    [
      {
        status: 400,
        body: {
          __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException',
          message: 'The conditional request failed',
          Item: { ...jsonKey, n: { N: '7' }, bytes: { B: 'AAEC' } },
        },
      },
    ],
    'PutCommand',
  ],
  [
    'a canceled transaction with its reasons',
    1,
    [
      {
        status: 400,
        body: {
          __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
          Message: 'Transaction cancelled',
          CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed', Message: 'No' }],
        },
      },
    ],
    'PutCommand',
  ],
  [
    'a transaction in progress, tried three times',
    3,
    [
      {
        status: 400,
        body: { __type: 'com.amazonaws.dynamodb.v20120810#TransactionInProgressException', Message: 'Wait' },
      },
    ],
    'PutCommand',
  ],
  [
    'throttling, tried three times',
    3,
    [
      {
        status: 400,
        body: { __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException', message: 'Slowly' },
      },
    ],
    'PutCommand',
  ],
  [
    'what is said to be invalid, asked once',
    1,
    [{ status: 400, body: { __type: 'com.amazon.coral.validate#ValidationException', message: 'No' } }],
    'PutCommand',
  ],
  [
    'a missing permission',
    1,
    [{ status: 400, body: { __type: 'com.amazon.coral.service#AccessDeniedException', Message: 'No' } }],
    'PutCommand',
  ],
  [
    'an internal failure, tried three times',
    3,
    [{ status: 500, body: { __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError', message: 'Oh' } }],
    'PutCommand',
  ],
  [
    'a failure that goes away',
    2,
    [{ status: 500, body: { __type: 'x#InternalServerError' } }, { body: { Attributes: jsonKey } }],
    'PutCommand',
  ],
  ['a connection that is closed and then is not', 2, ['reset', {}], 'PutCommand'],
  [
    'an error that is named in a header',
    1,
    [
      {
        status: 400,
        headers: { 'x-amzn-errortype': 'ResourceNotFoundException:http://internal.amazon.com/coral/' },
        body: { message: 'No table' },
      },
    ],
    'PutCommand',
  ],
])('%s is told as the SDK tells it', async (_, times, answers, name) => {
  const { asked } = await sameOfBoth(name, { TableName: 't', Item: key }, answers);
  expect(asked).toHaveLength(times);
});

test('a page of a load balancer is told by its status, and tried again', async () => {
  const { outcome, asked } = await toldBy(ours, ourDocuments, 'PutCommand', { TableName: 't', Item: key }, [
    { status: 503, body: '<html>away</html>' },
  ]);
  expect(outcome).toMatchObject({ error: { name: 'UnknownError', fault: 'server', httpStatusCode: 503 } });
  expect(asked).toHaveLength(3);
});

test('errors are of the classes by which code tells them apart, and say the item that stands in the way', async () => {
  const body = {
    __type: 'x#ConditionalCheckFailedException',
    message: 'No',
    Item: { ...jsonKey, bytes: { B: 'AAEC' } },
  };
  service.script({ status: 400, body });
  const error: unknown = await ours
    .send(new ourDocuments.PutCommand({ TableName: 't', Item: key }))
    .catch((one: unknown) => one);
  expect(error).toBeInstanceOf(ourDynamoDb.ConditionalCheckFailedException);
  expect(error).not.toBeInstanceOf(ourDynamoDb.TransactionCanceledException);
  const { Item } = error as ourDynamoDb.ConditionalCheckFailedException;
  expect(unmarshall(Item as never)).toEqual({ ...key, bytes: new Uint8Array([0, 1, 2]) });
});

test('a transaction that is tried again is the same transaction, and another is another', async () => {
  const tokens = () => service.asked.map(({ body }) => (body as Record<string, unknown>)['ClientRequestToken']);
  const transaction = () =>
    new ourDocuments.TransactWriteCommand({ TransactItems: [{ Put: { TableName: 't', Item: key } }] });
  service.script({ status: 500 }, {});
  await ours.send(transaction());
  await ours.send(transaction());
  const [first, again, other] = tokens();
  expect(first).toMatch(/^[\da-f-]{36}$/);
  expect([again === first, other === first]).toEqual([true, false]);
});

test.each([
  ['the beginning', {}],
  ['where somebody has come to', { startingToken: key, pageSize: 2 }],
])('every page is asked for in turn from %s, and from where the last one ended', async (_, paging) => {
  const pages = [
    { body: { Items: [jsonKey], LastEvaluatedKey: jsonKey } },
    { body: { Items: [], LastEvaluatedKey: jsonKey } },
    { body: { Items: [jsonKey] } },
  ];
  const input = { TableName: 't', FilterExpression: 'pk = :a', ExpressionAttributeValues: { ':a': 'x' } };
  const told = [];
  const both = [
    { client: ours, ...ourDocuments },
    { client: theirs as never, ...(sdkDocuments as unknown as typeof ourDocuments) },
  ];
  for (const { client, paginateQuery, paginateScan } of both) {
    const seen: unknown[] = [];
    for (const paginate of [paginateQuery, paginateScan]) {
      service.script(...pages);
      for await (const { Items } of paginate({ client, ...paging }, { ...input })) seen.push(Items);
      seen.push(service.asked.map(({ target, body }) => ({ target, body })));
    }
    told.push(seen);
  }
  expect(told[0]).toEqual(told[1]);
  expect(told[0]).toHaveLength(8);
});

const scalar = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
  fc.bigInt(),
  fc.boolean(),
  fc.constant(null),
  fc.uint8Array({ maxLength: 8 }),
  fc.uniqueArray(fc.string({ maxLength: 5 }), { minLength: 1, maxLength: 4 }).map((all) => new Set(all)),
  fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 4 }).map((all) => new Set(all)),
);
// Entries called `constructor` and `__proto__` the SDK refuses or loses; a test of its own shows what becomes of them here.
const name = fc.string({ maxLength: 8 }).filter((text) => text !== '__proto__' && text !== 'constructor');
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, fc.option(tie('value'), { nil: undefined }), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

test('every value is stored as the SDK stores it, and read as the SDK reads it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, value, { maxKeys: 4, noNullPrototype: true }), async (item) => {
      const { asked } = await sameOfBoth('PutCommand', { TableName: 't', Item: item });
      const stored = (asked[0]?.body as { Item: unknown }).Item;
      await sameOfBoth('GetCommand', { TableName: 't', Key: key }, [{ body: { Item: stored } }]);
    }),
    { numRuns },
  );
});

test('entries that are called as members of objects are, are stored and read as all others', async () => {
  const hostile = JSON.parse('{"__proto__":"a","constructor":"b","toString":{"__proto__":1}}') as object;
  service.script({});
  await ours.send(new ourDocuments.PutCommand({ TableName: 't', Item: hostile }));
  const stored = (service.asked[0]?.body as { Item: object }).Item;
  expect(JSON.stringify(stored)).toBe(
    '{"__proto__":{"S":"a"},"constructor":{"S":"b"},"toString":{"M":{"__proto__":{"N":"1"}}}}',
  );
  service.script({ body: `{"Item":${JSON.stringify(stored)}}` });
  const { Item } = await ours.send(new ourDocuments.GetCommand({ TableName: 't', Key: key }));
  expect(JSON.stringify(Item)).toBe(JSON.stringify(hostile));
  expect(Object.getPrototypeOf(Item)).toBe(Object.prototype);
});

test.each([
  [Number.NaN],
  [Number.POSITIVE_INFINITY],
  [2 ** 60],
  [new Set()],
  [new Set([true])],
  [new Date(0)],
  [() => 1],
  [Symbol('a')],
])('%p is refused before anything is asked', async (hostile) => {
  service.script({});
  await expect(ours.send(new ourDocuments.PutCommand({ TableName: 't', Item: { hostile } }))).rejects.toThrow();
  expect(service.asked).toEqual([]);
});

test('settings of the SDK that are not known here are refused, and not passed over', async () => {
  const { DynamoDBClient } = ourDynamoDb;
  const { DynamoDBDocumentClient, paginateQuery, GetCommand } = ourDocuments;
  const refusal = /is not supported/;
  expect(() => new DynamoDBClient({ region: 'eu-west-1' } as object)).toThrow('"region"');
  expect(() => DynamoDBDocumentClient.from(new DynamoDBClient(), { unmarshallOptions: {} })).toThrow(refusal);
  const marshallOptions = { convertEmptyValues: true };
  expect(() => DynamoDBDocumentClient.from(new DynamoDBClient(), { marshallOptions })).toThrow(refusal);
  await expect(ours.send(new GetCommand({}), { requestTimeout: 1 } as object)).rejects.toThrow(refusal);
  await expect(paginateQuery({ client: ours, stopOnSameToken: true } as never, {}).next()).rejects.toThrow(refusal);
  await expect(
    new ourSqs.SQSClient().send(new ourSqs.SendMessageCommand({ QueueUrl: '', MessageBody: '' }), { a: 1 } as object),
  ).rejects.toThrow(refusal);
});

test('a call that is given up ends as the SDK ends it, and is not tried again', async () => {
  const told = [];
  for (const [client, { PutCommand }] of [
    [ours, ourDocuments],
    [theirs, sdkDocuments],
  ] as [typeof ours, typeof ourDocuments][]) {
    service.script('never');
    const abortSignal = AbortSignal.timeout(20);
    const outcome = client.send(new PutCommand({ TableName: 't', Item: key }), { abortSignal });
    told.push(
      await outcome.then(
        () => 'done',
        ({ name }: Error) => name,
      ),
    );
  }
  expect(told).toEqual(['AbortError', 'AbortError']);
});

describe('SQS', () => {
  const md5 = '5d41402abc4b2a76b9719d911017c592';
  const clients = () => {
    const settings = { maxAttempts: 2, requestHandler: { requestTimeout: 5_000, throwOnRequestTimeout: true } };
    return { ours: new ourSqs.SQSClient(settings), theirs: new sdkSqs.SQSClient(settings) };
  };

  test.each<[string, string, object, Answer[]]>([
    [
      'a message',
      'SendMessageCommand',
      { MessageBody: 'hello', DelaySeconds: 5 },
      [{ body: { MD5OfMessageBody: md5, MessageId: 'm' } }],
    ],
    [
      'a message of which SQS got something else',
      'SendMessageCommand',
      { MessageBody: 'hello' },
      [{ body: { MD5OfMessageBody: 'other', MessageId: 'm' } }],
    ],
    [
      'a batch of which one failed',
      'SendMessageBatchCommand',
      {
        Entries: [
          { Id: 'a', MessageBody: 'hello' },
          { Id: 'b', MessageBody: 'x' },
        ],
      },
      [
        {
          body: {
            Successful: [{ Id: 'a', MessageId: 'm', MD5OfMessageBody: md5 }],
            Failed: [{ Id: 'b', Code: 'InternalError', SenderFault: false }],
          },
        },
      ],
    ],
    [
      'throttling',
      'SendMessageCommand',
      { MessageBody: 'hello' },
      [{ status: 400, body: { __type: 'com.amazonaws.sqs#RequestThrottled', message: 'Slowly' } }],
    ],
    [
      'a queue that is not there',
      'SendMessageCommand',
      { MessageBody: 'hello' },
      [{ status: 400, body: { __type: 'com.amazonaws.sqs#QueueDoesNotExist', message: 'No' } }],
    ],
  ])('%s is sent and told as the SDK does', async (_, command, message, answers) => {
    // The SDK calls the host of the queue's URL.
    const input = { QueueUrl: `${service.url}/000000000000/queue`, ...message };
    const { ours: our, theirs: their } = clients();
    const told = await toldBy(our, ourSqs, command, input, answers);
    const expected = await toldBy(their, sdkSqs, command, input, answers);
    our.destroy();
    their.destroy();
    expect(told).toEqual(expected);
  });
});
