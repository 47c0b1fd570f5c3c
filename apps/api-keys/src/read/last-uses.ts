import { setTimeout } from 'node:timers/promises';
import { ProvisionedThroughputExceededException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  type BatchGetCommandInput,
  type BatchGetCommandOutput,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import type { Connection } from '@sesame/email';
import * as z from 'zod/mini';

const pausesBeforeAskingAgain = [50, 200];

const useRow = z.object({ pk: z.string(), last_used_at: z.iso.datetime() });

/** When each of these keys (ids, at most a hundred) was last used, as `libs/lambda` wrote it down. */
export type LastUses = (ids: readonly string[], connection: Connection) => Promise<Map<string, Date>>;

/**
 * Reads last uses by one BatchGetItem, and again only what DynamoDB left unprocessed.
 * @throws ProvisionedThroughputExceededException when rows stay unread: not knowing is not "never used"
 */
export function lastUses({ dynamoDb, tableName }: { dynamoDb: DynamoDBDocumentClient; tableName: string }): LastUses {
  return async (ids, connection) => {
    const idOf = new Map(ids.map((id) => [`${connection}#${id}`, id]));
    const rows = idOf.size === 0 ? [] : await readAll([...idOf.keys()].map((pk) => ({ pk })));
    return new Map(
      rows.map((row) => {
        const { pk, last_used_at } = useRow.parse(row);
        return [idOf.get(pk) ?? '', new Date(last_used_at)];
      }),
    );
  };

  async function readAll(keys: { pk: string }[]): Promise<unknown[]> {
    const rows: unknown[] = [];
    let unread: BatchGetCommandInput['RequestItems'] = { [tableName]: { Keys: keys } };
    for (const pause of [...pausesBeforeAskingAgain, undefined]) {
      const read: BatchGetCommandOutput = await dynamoDb.send(new BatchGetCommand({ RequestItems: unread }));
      rows.push(...(read.Responses?.[tableName] ?? []));
      unread = read.UnprocessedKeys;
      if (unread?.[tableName] === undefined) return rows;
      if (pause !== undefined) await setTimeout(pause);
    }
    // What DynamoDB itself throws when it can read none of the keys.
    throw new ProvisionedThroughputExceededException({ message: 'Last uses stayed unread.', $metadata: {} });
  }
}
