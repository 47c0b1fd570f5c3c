import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { streams, type Connection } from '@sesame/email';
import * as z from 'zod/mini';
import { entryId, entryKey, indexPartition } from './entry-key';
import type { Entry } from './entry-item';
import { readScopedEntry } from './find-entry';
import { forgottenForGood, forgottenState } from './forgotten-state';
import { origins, type Scope } from './suppression-fact';
import type { SuppressionState } from './suppression-state';
import type { TableAccess } from './table-access';
import { isUnchanged } from './unchanged-condition';

const attempts = 10;

/** What the suppression list says of an address that is to be forgotten. */
export type ForgettableEntries = {
  /** How many entries still hold the address, and how many soft bounces are kept of it; calls GetItem and Query. */
  count(address: string): Promise<{ entries: number; softBounces: number }>;

  /**
   * Forgets it: what is left is its hash, the times and the reasons, and all its mail is held back for good. Its soft
   * bounces go. SES's own list is not told. Again, it changes nothing. Calls GetItem, UpdateItem, Query and DeleteItem.
   * @throws an Error when an entry keeps changing between reading and writing
   */
  forget(address: string, now: Date): Promise<void>;
};

const keyed = z.object({ pk: z.string(), sk: z.string() });
const scopes: readonly Scope[] = ['all', ...streams];

export function forgettableEntries(access: TableAccess, connection: Connection): ForgettableEntries {
  const { dynamoDb, tableName } = access;

  async function softBouncesOf(address: string): Promise<z.infer<typeof keyed>[]> {
    const found = await Promise.all(
      scopes.map(async (scope) => {
        const keys: z.infer<typeof keyed>[] = [];
        const pages = paginateQuery(
          { client: dynamoDb },
          {
            TableName: tableName,
            KeyConditionExpression: 'pk = :pk AND begins_with(sk, :soft)',
            ExpressionAttributeValues: { ':pk': entryKey(connection, scope, address).pk, ':soft': 'soft#' },
            ConsistentRead: true,
          },
        );
        for await (const { Items = [] } of pages) for (const item of Items) keys.push(z.parse(keyed, item));
        return keys;
      }),
    );
    return found.flat();
  }

  async function forgetEntry(address: string, scope: Scope, now: Date): Promise<void> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const found = await readScopedEntry(access, address, { connection, scope });
      if (found === undefined && scope !== 'all') return;
      const { pk } = entryKey(connection, scope, address);
      const entry = found ?? { pk, id: entryId({ pk }), state: {} };
      const state = scope === 'all' ? forgottenForGood(entry.state, now) : forgottenState(entry.state);
      if (!holdsAddress(entry) && isSame(entry.state, state)) return;
      if (await wrote(entry, state, scope === 'all')) return;
    }
    throw new Error('The entry changed at every attempt to forget its address.');
  }

  async function wrote(entry: Entry, state: SuppressionState, isLive: boolean): Promise<boolean> {
    const { condition, names, values } = isUnchanged(entry.state);
    const facts = Object.entries(state);
    const place = isLive ? { by_id_pk: indexPartition(connection, entry.id), by_id_sk: entry.id } : {};
    const set = [
      ...facts.map(([part]) => `#${part} = :forgotten_${part}`),
      ...Object.keys(place).map((name) => `${name} = :${name}`),
    ];
    const update = new UpdateCommand({
      TableName: tableName,
      Key: { pk: entry.pk, sk: 'entry' },
      UpdateExpression:
        `SET ${set.join(', ')} ` + `REMOVE unsynced_pk, unsynced_sk, ses_addresses${isLive ? ', expires' : ''}`,
      ConditionExpression: condition,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: {
        ...values,
        ...Object.fromEntries(facts.map(([part, mark]) => [`:forgotten_${part}`, mark])),
        ...Object.fromEntries(Object.entries(place).map(([name, value]) => [`:${name}`, value])),
      },
    });
    try {
      await dynamoDb.send(update);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  return {
    async count(address) {
      const entries = await Promise.all(scopes.map((scope) => readScopedEntry(access, address, { connection, scope })));
      const softBounces = await softBouncesOf(address);
      return {
        entries: entries.filter((entry) => entry !== undefined && holdsAddress(entry)).length,
        softBounces: softBounces.length,
      };
    },
    async forget(address, now) {
      for (const scope of scopes) await forgetEntry(address, scope, now);
      for (const Key of await softBouncesOf(address)) {
        await dynamoDb.send(new DeleteCommand({ TableName: tableName, Key }));
      }
    },
  };
}

function holdsAddress({ state, unsynced, sesAddresses }: Entry): boolean {
  return unsynced !== undefined || sesAddresses !== undefined || !isSame(state, forgottenState(state));
}

function isSame(one: SuppressionState, other: SuppressionState): boolean {
  return [...origins, 'removed' as const].every((part) => one[part] === other[part]);
}
