import type { Access } from '../operation';
import { dynamoDbService } from '.';
import type { DynamoDb } from './dynamodb';
import { jobs, openInTest } from './testing/open-in-test';

let dynamoDb: DynamoDb;

beforeAll(async () => {
  ({ dynamoDb } = await openInTest());
  await dynamoDb.applyTable(jobs);
});
afterAll(() => dynamoDb.stop());

const TableName = 'jobs';
const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/jobs';
const key = (pk: string) => ({ pk: { S: pk }, sk: { S: '1' } });

function access(name: string, input: unknown): Access[] {
  const operation = dynamoDbService(dynamoDb).operations.find((candidate) => candidate.name === name);
  if (!operation) throw new Error(`There is no ${name}.`);
  return operation.access(dynamoDb, operation.input.parse(input), { type: 'anonymous' });
}

it('of one item names its partition key, the attributes of the request and what is returned', () => {
  expect(
    access('UpdateItem', {
      TableName,
      Key: key('a'),
      UpdateExpression: 'SET #s.deep[0] = :v, other = if_not_exists(third, :v)',
      ConditionExpression: 'attribute_exists(pk) AND NOT size(fourth) IN (:v)',
      ExpressionAttributeNames: { '#s': 'state' },
      ExpressionAttributeValues: { ':v': { S: 'x' } },
      ReturnValues: 'ALL_NEW',
      ReturnConsumedCapacity: 'TOTAL',
    }),
  ).toEqual([
    {
      action: 'dynamodb:UpdateItem',
      resource: table,
      context: {
        'dynamodb:LeadingKeys': ['a'],
        'dynamodb:Attributes': ['pk', 'sk', 'fourth', 'state', 'other', 'third'],
        'dynamodb:ReturnValues': 'ALL_NEW',
        'dynamodb:ReturnConsumedCapacity': 'TOTAL',
      },
    },
  ]);
});

it('of a read says whether all attributes are wanted', () => {
  const select = (input: object) =>
    access('GetItem', { TableName, Key: key('a'), ...input })[0]?.context?.['dynamodb:Select'];
  expect(select({})).toBe('ALL_ATTRIBUTES');
  expect(select({ ProjectionExpression: 'x' })).toBe('SPECIFIC_ATTRIBUTES');
});

it.each([
  ['the value first', ':a = #p AND sk > :b'],
  ['in brackets', '(#p = :a) and begins_with ( sk , :b )'],
  ['after the sort key', 'sk = :b AND pk=:a'],
])('of a query names the one partition key, also with %s', (_, KeyConditionExpression) => {
  const [query] = access('Query', {
    TableName,
    KeyConditionExpression,
    ExpressionAttributeNames: { '#p': 'pk' },
    ExpressionAttributeValues: { ':a': { S: 'a' }, ':b': { S: 'b' } },
  });
  expect(query).toMatchObject({ action: 'dynamodb:Query', resource: table });
  expect(query?.context).toEqual({
    'dynamodb:LeadingKeys': ['a'],
    'dynamodb:Attributes': expect.arrayContaining(['pk', 'sk']) as string[],
    'dynamodb:Select': 'ALL_ATTRIBUTES',
  });
});

it('of a query on an index is access to that index, by its own partition key', () => {
  expect(
    access('Query', {
      TableName,
      IndexName: 'due',
      KeyConditionExpression: 'due_pk = :d',
      ExpressionAttributeValues: { ':d': { S: 'd' } },
    }),
  ).toEqual([
    {
      action: 'dynamodb:Query',
      resource: `${table}/index/due`,
      context: {
        'dynamodb:LeadingKeys': ['d'],
        'dynamodb:Attributes': ['due_pk'],
        'dynamodb:Select': 'ALL_PROJECTED_ATTRIBUTES',
      },
    },
  ]);
});

it('of a scan is access to all of the table', () => {
  expect(access('Scan', { TableName, FilterExpression: 'x = :x' })).toEqual([
    {
      action: 'dynamodb:Scan',
      resource: table,
      context: {
        'dynamodb:Attributes': ['x'],
        'dynamodb:FullTableScan': 'true',
        'dynamodb:Select': 'ALL_ATTRIBUTES',
      },
    },
  ]);
});

it('of a batch is one per table, with every partition key', () => {
  expect(
    access('BatchWriteItem', {
      RequestItems: {
        jobs: [{ PutRequest: { Item: { ...key('a'), x: { N: '1' } } } }, { DeleteRequest: { Key: key('b') } }],
        others: [{ DeleteRequest: { Key: key('c') } }],
      },
    }),
  ).toEqual([
    {
      action: 'dynamodb:BatchWriteItem',
      resource: table,
      context: { 'dynamodb:LeadingKeys': ['a', 'b'], 'dynamodb:Attributes': ['pk', 'sk', 'x'] },
    },
    expect.objectContaining({ resource: 'arn:aws:dynamodb:us-east-1:000000000000:table/others' }),
  ]);
  expect(access('BatchGetItem', { RequestItems: { [table]: { Keys: [key('a'), key('b'), key('a')] } } })).toEqual([
    {
      action: 'dynamodb:BatchGetItem',
      resource: table,
      context: {
        'dynamodb:LeadingKeys': ['a', 'b'],
        'dynamodb:Attributes': ['pk', 'sk'],
        'dynamodb:Select': 'ALL_ATTRIBUTES',
      },
    },
  ]);
});

it('of a transaction is that of each action, inside the transaction', () => {
  const accesses = access('TransactWriteItems', {
    TransactItems: [
      { Put: { TableName, Item: key('a') } },
      { Update: { TableName, Key: key('b'), UpdateExpression: 'SET x = :x' } },
      { Delete: { TableName, Key: key('c') } },
      { ConditionCheck: { TableName, Key: key('d'), ConditionExpression: 'attribute_exists(y)' } },
    ],
  });
  expect(accesses.map(({ action, context }) => [action, context?.['dynamodb:LeadingKeys']])).toEqual([
    ['dynamodb:PutItem', ['a']],
    ['dynamodb:UpdateItem', ['b']],
    ['dynamodb:DeleteItem', ['c']],
    ['dynamodb:ConditionCheckItem', ['d']],
  ]);
  expect(accesses[3]?.context?.['dynamodb:Attributes']).toEqual(['pk', 'sk', 'y']);
  expect(new Set(accesses.map(({ context }) => context?.['dynamodb:EnclosingOperation']))).toEqual(
    new Set(['TransactWriteItems']),
  );
  expect(access('TransactGetItems', { TransactItems: [{ Get: { TableName, Key: key('a') } }] })).toMatchObject([
    { action: 'dynamodb:GetItem', context: { 'dynamodb:EnclosingOperation': 'TransactGetItems' } },
  ]);
});

it.each([
  ['a key without a value', 'GetItem', { TableName, Key: { sk: { S: '1' } } }],
  ['a table that does not exist', 'GetItem', { TableName: 'none', Key: key('a') }],
  ['no equality in a query', 'Query', { TableName, KeyConditionExpression: 'pk > :a' }],
  ['one bad key among good ones', 'BatchGetItem', { RequestItems: { jobs: { Keys: [key('a'), {}] } } }],
])('with %s has a leading key that no policy allows', (_, name, input) => {
  expect(access(name, input)[0]?.context?.['dynamodb:LeadingKeys']).toContain('');
});

it('of what is about tables has no keys', () => {
  expect(access('DescribeTable', { TableName })).toEqual([{ action: 'dynamodb:DescribeTable', resource: table }]);
  expect(access('ListTables', {})).toEqual([{ action: 'dynamodb:ListTables', resource: '*' }]);
});

it('is never judged for a request with an unknown member', () => {
  for (const { name, input } of dynamoDbService(dynamoDb).operations) {
    const issues = input.safeParse({ Unknown: 1 }).error?.issues;
    expect([name, issues]).toEqual([name, expect.arrayContaining([expect.objectContaining({ keys: ['Unknown'] })])]);
  }
});
