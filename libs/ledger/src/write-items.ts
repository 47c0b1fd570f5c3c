import { setTimeout as sleep } from 'node:timers/promises';
import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

type Item = { pk: string; sk: string };

/** How often what DynamoDB did not process is offered, and how long to wait before the next time. */
export type Patience = { tries: number; waitMs: (tried: number) => number };

/** The most that BatchWriteItem takes (AWS documentation: "BatchWriteItem"). */
const itemsPerCall = 25;
const callsAtOnce = 8;
/** At most 50, 100, 200, 400 ms: together well below what a function has, each random so that two do not wait alike. */
const usualPatience: Patience = { tries: 5, waitMs: (tried) => Math.random() * 25 * 2 ** tried };

/** For items that DynamoDB took and did not process, however often it was asked. */
class UnprocessedItems extends Error {
  override readonly name = 'UnprocessedItems';
}

/**
 * Puts items with different sort keys, 25 a call. What is not processed is tried again, and a call that fails does not keep the
 * others. Answers with the sort keys of the items that are not there, and why.
 */
export async function writeItems(
  table: { dynamoDb: DynamoDBDocumentClient; tableName: string },
  items: readonly Item[],
  patience: Patience = usualPatience,
): Promise<Map<string, unknown>> {
  const unwritten = new Map<string, unknown>();
  const calls = Array.from({ length: Math.ceil(items.length / itemsPerCall) }, (_, n) =>
    items.slice(n * itemsPerCall, (n + 1) * itemsPerCall),
  );
  const work = async () => {
    for (let call = calls.pop(); call; call = calls.pop()) {
      for (const [sortKey, reason] of await writeCall(table, call, patience)) unwritten.set(sortKey, reason);
    }
  };
  await Promise.all(Array.from({ length: callsAtOnce }, work));
  return unwritten;
}

async function writeCall(
  { dynamoDb, tableName }: { dynamoDb: DynamoDBDocumentClient; tableName: string },
  items: readonly Item[],
  { tries, waitMs }: Patience,
): Promise<[string, unknown][]> {
  let left = [...items];
  try {
    for (let tried = 1; ; tried += 1) {
      const requests = left.map((Item) => ({ PutRequest: { Item } }));
      const { UnprocessedItems: again } = await dynamoDb.send(
        new BatchWriteCommand({ RequestItems: { [tableName]: requests } }),
      );
      const sortKeys = new Set(again?.[tableName]?.map(({ PutRequest }): unknown => PutRequest?.Item?.['sk']));
      left = left.filter(({ sk }) => sortKeys.has(sk));
      if (left.length === 0) return [];
      if (tried === tries) return left.map(({ sk }) => [sk, new UnprocessedItems()]);
      await sleep(waitMs(tried));
    }
  } catch (error) {
    return left.map(({ sk }) => [sk, error]);
  }
}
