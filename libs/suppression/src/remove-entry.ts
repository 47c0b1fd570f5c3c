import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '@sesame/email';
import { shownEntry, type Entry } from './entry-item';
import { markTime } from './fact-mark';
import { readEntry } from './read-entry';
import { origins } from './suppression-fact';
import { removalTime, type SuppressionState } from './suppression-state';
import type { TableAccess } from './table-access';

const attempts = 10;

/**
 * Takes an entry off the list by a tombstone that is newer than every fact it holds, so that none of them, delivered
 * again, brings it back. `undefined` when nothing is live.
 * @throws an Error when feedback about this address keeps arriving between reading and writing
 */
export async function removeEntry(
  access: TableAccess,
  idOrEmail: string,
  { connection, now }: { connection: Connection; now: Date },
): Promise<{ id: string; removedAt: Date } | undefined> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const entry = await readEntry(access, idOrEmail, connection);
    if (entry === undefined || shownEntry(entry) === undefined) return undefined;
    const removedAt = removalTime(entry.state, now);
    if (await wrote(access, entry, removedAt)) return { id: entry.id, removedAt };
  }
  throw new Error('The entry changed at every attempt to remove it.');
}

/** Whether the tombstone was set on the very entry that was read. */
async function wrote({ dynamoDb, tableName }: TableAccess, entry: Entry, removedAt: Date): Promise<boolean> {
  const { condition, names, values } = isUnchanged(entry.state);
  const update = new UpdateCommand({
    TableName: tableName,
    Key: { pk: entry.pk, sk: 'entry' },
    UpdateExpression: 'SET #removed = :removedAt REMOVE by_id_pk, by_id_sk',
    ConditionExpression: condition,
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: { ...values, ':removedAt': markTime(removedAt) },
  });
  try {
    await dynamoDb.send(update);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

function isUnchanged(state: SuppressionState) {
  const parts = [...origins, 'removed'] as const;
  const present = parts.filter((part) => state[part] !== undefined);
  return {
    condition: parts
      .map((part) => (state[part] === undefined ? `attribute_not_exists(#${part})` : `#${part} = :${part}`))
      .join(' AND '),
    names: Object.fromEntries(parts.map((part) => [`#${part}`, part])),
    values: Object.fromEntries(present.map((part) => [`:${part}`, state[part]])),
  };
}
