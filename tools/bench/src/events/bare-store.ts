import { type AttributeValue, BatchWriteItemCommand, DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import { clientSettings, type SesameProcess } from '@sesame/local-sesame';

export type Item = Record<string, AttributeValue>;

const ledger = 'sesame-local-ledger';
const shards = 4;
const itemsPerCall = 25;
/** As many as two functions have under way. */
const callsAtOnce = 16;

/** Every item of the ledger that counts within these minutes, such as `2026-11-22T12:00`. */
export async function itemsOfLedger(sesame: SesameProcess, minutes: readonly string[]): Promise<Item[]> {
  const client = new DynamoDBClient(await clientSettings(sesame.aws, 'metrics-roll-up'));
  const items: Item[] = [];
  for (const minute of minutes) {
    for (let shard = 0; shard < shards; shard++) {
      const pages = paginateQuery(
        { client },
        {
          TableName: ledger,
          KeyConditionExpression: 'pk = :partition',
          ExpressionAttributeValues: { ':partition': { S: `own#${minute}#${shard}` } },
        },
      );
      for await (const { Items = [] } of pages) items.push(...Items);
    }
  }
  client.destroy();
  return items;
}

/** Seconds that a ledger takes to be given these items, as fast as a client can that does nothing else. */
export async function secondsToStore(sesame: SesameProcess, items: readonly Item[]): Promise<number> {
  const client = new DynamoDBClient(await clientSettings(sesame.aws, 'metrics-record'));
  const calls = Array.from({ length: Math.ceil(items.length / itemsPerCall) }, (_, n) =>
    items.slice(n * itemsPerCall, (n + 1) * itemsPerCall),
  );
  const left = calls.values();
  const startedAt = performance.now();
  const work = async () => {
    for (const call of left) {
      const requests = call.map((Item) => ({ PutRequest: { Item } }));
      await client.send(new BatchWriteItemCommand({ RequestItems: { [ledger]: requests } }));
    }
  };
  await Promise.all(Array.from({ length: callsAtOnce }, work));
  client.destroy();
  return (performance.now() - startedAt) / 1_000;
}
