import { setTimeout as sleep } from 'node:timers/promises';
import { GetCommand, PutCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../clock';
import type { DynamoDb } from './dynamodb';
import { inProcessClient } from './testing/in-process-client';
import { jobs, openInTest, start } from './testing/open-in-test';

let clock: Clock;
let dynamoDb: DynamoDb;

beforeEach(async () => {
  ({ dynamoDb, clock } = await openInTest());
  await dynamoDb.applyTable(jobs);
});
afterEach(() => dynamoDb.stop());

const TableName = 'jobs';
const now = start / 1000;
const minuteMs = 60_000;
const put = (sk: string, expires: unknown) =>
  inProcessClient(dynamoDb).send(
    new PutCommand({ TableName, Item: { pk: 'a', sk, expires, due_pk: 'd', due_sk: sk } }),
  );

async function left(IndexName?: string): Promise<string[]> {
  const scan = new ScanCommand({ TableName, ...(IndexName && { IndexName }) });
  const { Items = [] } = await inProcessClient(dynamoDb).send(scan);
  return Items.map(({ sk }) => String(sk)).sort();
}

/** Waits until these are left, and looks once more whether it stays so. */
async function expectLeft(items: string[]): Promise<void> {
  for (let tries = 0; tries < 100 && (await left()).join() !== items.join(); tries++) await sleep(5);
  await sleep(20);
  expect(await left()).toEqual(items);
  expect(await left('due')).toEqual(items);
}

it('deletes what has expired, with its index rows, once the clock has passed the time', async () => {
  await put('in a minute', now + 60);
  await put('in an hour', now + 3600);
  clock.advance(minuteMs);
  await expectLeft(['in a minute', 'in an hour']);
  clock.advance(1000);
  await expectLeft(['in an hour']);
});

it('leaves expired items to readers until it has deleted them', async () => {
  await put('expired', now - 60);
  const read = new GetCommand({ TableName, Key: { pk: 'a', sk: 'expired' } });
  expect((await inProcessClient(dynamoDb).send(read)).Item).toBeDefined();
});

it('heeds only Numbers, and nothing that expired more than five years ago', async () => {
  const fiveYears = 5 * 366 * 86_400;
  await put('a text', String(now + 1));
  await put('long ago', now - fiveYears);
  await put('in milliseconds', start + 1);
  await put('soon', now + 1);
  clock.advance(minuteMs);
  await expectLeft(['a text', 'in milliseconds', 'long ago']);
});

it('goes by the last value of an item', async () => {
  await put('prolonged', now + 1);
  await put('kept', now + 1);
  await put('shortened', now + 3600);
  const client = inProcessClient(dynamoDb);
  const update = (sk: string, UpdateExpression: string, values?: Record<string, unknown>) =>
    client.send(
      new UpdateCommand({
        TableName,
        Key: { pk: 'a', sk },
        UpdateExpression,
        ...(values && { ExpressionAttributeValues: values }),
      }),
    );
  await update('prolonged', 'SET expires = :e', { ':e': now + 3600 });
  await update('kept', 'REMOVE expires');
  await update('shortened', 'SET expires = :e', { ':e': now + 2 });
  clock.advance(minuteMs);
  await expectLeft(['kept', 'prolonged']);
});

it('can be turned off, described, and turned on for the items that are there', async () => {
  const describe = () => dynamoDb.call('DescribeTimeToLive', { TableName });
  const update = (Enabled: boolean) =>
    dynamoDb.call('UpdateTimeToLive', {
      TableName,
      TimeToLiveSpecification: { AttributeName: 'expires', Enabled },
    });
  expect(await describe()).toEqual({
    TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' },
  });
  await expect(update(true)).rejects.toMatchObject({
    code: 'ValidationException',
    message: 'TimeToLive is already enabled',
  });

  await put('x', now + 1);
  await update(false);
  expect(await describe()).toEqual({ TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } });
  clock.advance(minuteMs);
  await expectLeft(['x']);
  await update(true);
  clock.advance(1);
  await expectLeft([]);
});
