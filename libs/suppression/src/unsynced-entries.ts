import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '@sesame/email';
import * as z from 'zod/mini';
import { entryOfItem, type Entry } from './entry-item';
import { sesStep, type SesStep } from './ses-step';
import type { TableAccess } from './table-access';
import { isUnchanged } from './unchanged-condition';
import { lanes, unsyncedIndexName, unsyncedPartitions } from './unsynced-index';

/** An entry whose turn it is, and what SES's own list is to be told of it. */
export type UnsyncedEntry = { entry: Entry; step: SesStep };

/** What SES's own list has yet to be told. */
export type UnsyncedEntries = {
  /** The keys of entries whose turn it is, at most `limit`, those of the prompt lane first; calls Query on the index. */
  due(connection: Connection, options: { now: Date; limit: number }): Promise<string[]>;
  /** The entry of a key, read consistently, `undefined` when it is followed already; calls GetItem. */
  read(pk: string): Promise<UnsyncedEntry | undefined>;
  /** Notes that SES's list agrees with the entry as it was read. One that changed since keeps its turn; calls UpdateItem. */
  settle(done: UnsyncedEntry): Promise<'settled' | 'changed'>;
  /** Gives an entry that SES refused a later turn; calls UpdateItem. */
  postpone(refused: UnsyncedEntry, until: Date): Promise<void>;
};

const indexedKey = z.object({ pk: z.string(), unsynced_sk: z.string() });

export function unsyncedEntries({ dynamoDb, tableName }: TableAccess): UnsyncedEntries {
  /** Changes an entry only where it still says what was read. */
  async function change({ entry }: UnsyncedEntry, UpdateExpression: string, values: Record<string, unknown>) {
    const { condition, names, values: before } = isUnchanged(entry.state);
    const update = new UpdateCommand({
      TableName: tableName,
      Key: { pk: entry.pk, sk: 'entry' },
      UpdateExpression,
      ConditionExpression: `unsynced_sk = :turn AND ${condition}`,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: { ':turn': entry.unsynced, ...before, ...values },
    });
    try {
      await dynamoDb.send(update);
      return 'settled';
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return 'changed';
      throw error;
    }
  }

  return {
    async due(connection, { now, limit }) {
      for (const lane of lanes) {
        const found = await Promise.all(
          unsyncedPartitions(connection, lane).map(async (partition) => {
            const { Items = [] } = await dynamoDb.send(
              new QueryCommand({
                TableName: tableName,
                IndexName: unsyncedIndexName,
                KeyConditionExpression: 'unsynced_pk = :partition AND unsynced_sk <= :now',
                // A tilde sorts after the id that follows a turn's time.
                ExpressionAttributeValues: { ':partition': partition, ':now': `${now.toISOString()}~` },
                Limit: limit,
              }),
            );
            return Items.map((item) => z.parse(indexedKey, item));
          }),
        );
        const inOrder = found.flat().sort((one, other) => (one.unsynced_sk < other.unsynced_sk ? -1 : 1));
        if (inOrder.length > 0) return inOrder.slice(0, limit).map(({ pk }) => pk);
      }
      return [];
    },
    async read(pk) {
      const { Item } = await dynamoDb.send(
        new GetCommand({ TableName: tableName, Key: { pk, sk: 'entry' }, ConsistentRead: true }),
      );
      const entry = Item && entryOfItem(Item);
      return entry?.unsynced === undefined ? undefined : { entry, step: sesStep(entry) };
    },
    settle: (done) =>
      done.step.step === 'put'
        ? change(done, 'REMOVE unsynced_pk, unsynced_sk ADD ses_addresses :held', {
            ':held': new Set([done.step.address]),
          })
        : change(done, 'REMOVE unsynced_pk, unsynced_sk, ses_addresses', {}),
    async postpone(refused, until) {
      await change(refused, 'SET unsynced_sk = :until', { ':until': `${until.toISOString()}#${refused.entry.id}` });
    },
  };
}
