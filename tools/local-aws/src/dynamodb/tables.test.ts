import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeTableCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDb } from './dynamodb';
import { inProcessClient } from './testing/in-process-client';
import { jobs, openInTest, start } from './testing/open-in-test';

let dataFolder: string;
let dynamoDb: DynamoDb;

beforeEach(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'local-aws-tables-'));
  ({ dynamoDb } = await openInTest(dataFolder));
});
afterEach(async () => {
  await dynamoDb.stop();
  rmSync(dataFolder, { recursive: true });
});

async function restart(): Promise<void> {
  await dynamoDb.stop();
  ({ dynamoDb } = await openInTest(dataFolder));
}

const TableName = 'jobs';
const item = { pk: 'a', sk: '1', due_pk: 'd', due_sk: '1', kind: 'k', more: 'm' };
const put = () => inProcessClient(dynamoDb).send(new PutCommand({ TableName, Item: item }));
const byKind = {
  IndexName: 'by-kind',
  KeySchema: [{ AttributeName: 'kind', KeyType: 'HASH' }],
  Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['more'] },
};
const withKind = {
  ...jobs,
  AttributeDefinitions: [...jobs.AttributeDefinitions, { AttributeName: 'kind', AttributeType: 'S' }],
  GlobalSecondaryIndexes: [...jobs.GlobalSecondaryIndexes, byKind],
};

it('is active at once and described with its indexes', async () => {
  expect(await dynamoDb.applyTable(jobs)).toEqual({
    name: 'jobs',
    arn: 'arn:aws:dynamodb:us-east-1:000000000000:table/jobs',
  });
  const { Table } = await inProcessClient(dynamoDb).send(new DescribeTableCommand({ TableName }));
  expect(Table).toMatchObject({
    TableName: 'jobs',
    TableStatus: 'ACTIVE',
    TableArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/jobs',
    CreationDateTime: new Date(start),
    KeySchema: jobs.KeySchema,
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    GlobalSecondaryIndexes: [
      {
        IndexName: 'due',
        IndexStatus: 'ACTIVE',
        IndexArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/jobs/index/due',
      },
    ],
  });
  expect(dynamoDb.partitionKeyOf('jobs')).toBe('pk');
  expect(dynamoDb.partitionKeyOf('jobs', 'due')).toBe('due_pk');
  expect(dynamoDb.partitionKeyOf('jobs', 'none')).toBeUndefined();
});

it('is listed by page', async () => {
  for (const name of ['ccc', 'aaa', 'bbb']) await dynamoDb.applyTable({ ...jobs, TableName: name });
  const list = (input: object) => inProcessClient(dynamoDb).send(new ListTablesCommand(input));
  expect(await list({ Limit: 2 })).toMatchObject({ TableNames: ['aaa', 'bbb'], LastEvaluatedTableName: 'bbb' });
  expect((await list({ ExclusiveStartTableName: 'bbb' })).TableNames).toEqual(['ccc']);
});

it('survives a restart with its items, applied again or not', async () => {
  await dynamoDb.applyTable(jobs);
  await put();
  await restart();
  await dynamoDb.applyTable(jobs);
  const { Item } = await inProcessClient(dynamoDb).send(
    new GetCommand({ TableName, Key: { pk: item.pk, sk: item.sk } }),
  );
  expect(Item).toEqual(item);
});

it('makes a transaction of before a restart idempotent after it', async () => {
  await dynamoDb.applyTable(jobs);
  const transaction = {
    ClientRequestToken: 'token',
    TransactItems: [
      {
        Update: {
          TableName,
          Key: { pk: { S: 'a' }, sk: { S: '1' } },
          UpdateExpression: 'ADD n :one',
          ExpressionAttributeValues: { ':one': { N: '1' } },
        },
      },
    ],
  };
  await dynamoDb.call('TransactWriteItems', transaction);
  await restart();
  await dynamoDb.call('TransactWriteItems', transaction);
  expect(await dynamoDb.call('Scan', { TableName })).toMatchObject({ Items: [{ n: { N: '1' } }] });
});

it('gets an index for the items that are there, and loses it, when its properties say so', async () => {
  await dynamoDb.applyTable(jobs);
  await put();
  await dynamoDb.applyTable(withKind);
  await restart();
  const query = new QueryCommand({
    TableName,
    IndexName: 'by-kind',
    KeyConditionExpression: 'kind = :k',
    ExpressionAttributeValues: { ':k': 'k' },
  });
  const { Items } = await inProcessClient(dynamoDb).send(query);
  expect(Items).toEqual([{ pk: 'a', sk: '1', kind: 'k', more: 'm' }]);

  await dynamoDb.applyTable(jobs);
  await expect(inProcessClient(dynamoDb).send(query)).rejects.toThrow('does not have the specified index');
  const { Count } = await inProcessClient(dynamoDb).send(new ScanCommand({ TableName, IndexName: 'due' }));
  expect(Count).toBe(1);
});

it.each([
  ['other keys', { ...jobs, KeySchema: jobs.KeySchema.slice(0, 1) }, /exists with the key pk .* cannot get the key pk/],
  [
    'an index of other keys',
    {
      ...jobs,
      GlobalSecondaryIndexes: [
        { ...jobs.GlobalSecondaryIndexes[0], KeySchema: [{ AttributeName: 'due_pk', KeyType: 'HASH' }] },
      ],
    },
    /index due that is made otherwise/,
  ],
  ['a property that is not emulated', { ...jobs, StreamSpecification: {} }, /Unrecognized key: "StreamSpecification"/],
  ['provisioned capacity', { ...jobs, BillingMode: 'PROVISIONED' }, /BillingMode/],
  ['an undefined attribute', { ...jobs, AttributeDefinitions: jobs.AttributeDefinitions.slice(1) }, /not defined/],
])('refuses %s and stays as it is', async (_, properties, message) => {
  await dynamoDb.applyTable(jobs);
  await put();
  await expect(dynamoDb.applyTable(properties)).rejects.toMatchObject({
    code: 'ValidationException',
    message: expect.stringMatching(message) as string,
  });
  const { Count } = await inProcessClient(dynamoDb).send(new ScanCommand({ TableName, IndexName: 'due' }));
  expect(Count).toBe(1);
});

it('accepts what nothing here shows', async () => {
  await dynamoDb.applyTable({
    ...jobs,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    SSESpecification: { SSEEnabled: true },
    Tags: [{ Key: 'a', Value: 'b' }],
  });
  expect(dynamoDb.partitionKeyOf('jobs')).toBe('pk');
});

it('is gone with everything in it when it is removed', async () => {
  await dynamoDb.applyTable(jobs);
  await put();
  await dynamoDb.removeTable('jobs');
  await dynamoDb.removeTable('jobs');
  await expect(put()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await restart();
  await dynamoDb.applyTable(jobs);
  for (const index of [{}, { IndexName: 'due' }]) {
    expect((await inProcessClient(dynamoDb).send(new ScanCommand({ TableName, ...index }))).Count).toBe(0);
  }
});

it('is kept from removal by deletion protection', async () => {
  await dynamoDb.applyTable({ ...jobs, DeletionProtectionEnabled: true });
  await expect(dynamoDb.removeTable('jobs')).rejects.toThrow(/protected against deletion/);
  expect(dynamoDb.partitionKeyOf('jobs')).toBe('pk');
});

it('cannot be opened by two processes at a time', async () => {
  await expect(openInTest(dataFolder)).rejects.toThrow(/Does another process use the folder/);
});
