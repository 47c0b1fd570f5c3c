import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { call, clientAs, send, simulated, timePasses } from './given';
import { type SesameProcess, startSesame } from './sesame-process';
import { eventually } from './then';

const dayMs = 24 * 3_600_000;

let sesame: SesameProcess;
beforeAll(async () => {
  sesame = await startSesame();
});
afterAll(() => sesame.stop());

/** How many items these partitions have, as the roll-up finds them. */
async function countIn(table: 'ledger' | 'rollups', partitions: string[]): Promise<number> {
  const client = new DynamoDBClient(await clientAs(sesame, 'metrics-roll-up'));
  const counts = partitions.map(async (partition) => {
    const { Count = 0 } = await client.send(
      new QueryCommand({
        TableName: `sesame-local-${table}`,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :partition',
        ExpressionAttributeValues: { ':partition': { S: partition } },
      }),
    );
    return Count;
  });
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

test('facts go 90 days after they count, and counts 400 days after their day', async () => {
  const { body } = await send(sesame, simulated('bounce'));
  const { created_at: createdAt } = await eventually(async () => {
    const { body: email } = await call(sesame, 'GET', `/emails/${String(body['id'])}`);
    expect(email['last_event']).toBe('bounced');
    return email;
  });
  const sent = new Date(String(createdAt));
  const minutes = [0, 1].map((after) => new Date(sent.getTime() + after * 60_000).toISOString().slice(0, 16));
  const ledger = () =>
    countIn(
      'ledger',
      minutes.flatMap((minute) => [0, 1, 2, 3].map((shard) => `own#${minute}#${shard}`)),
    );
  const days = () => countIn('rollups', [...new Set(minutes.map((minute) => `own#day#${minute.slice(0, 7)}`))]);

  await timePasses(sesame, 61_000);
  await eventually(async () => expect([await ledger(), await days()]).toEqual([2, 1]));
  await timePasses(sesame, 89 * dayMs);
  expect([await ledger(), await days()]).toEqual([2, 1]);
  await timePasses(sesame, dayMs);
  await eventually(async () => expect([await ledger(), await days()]).toEqual([0, 1]));
  await timePasses(sesame, 312 * dayMs);
  await eventually(async () => expect(await days()).toBe(0));
});
