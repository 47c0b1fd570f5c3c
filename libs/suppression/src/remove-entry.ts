import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '@sesame/email';
import { shownEntry, type Entry } from './entry-item';
import { streamOf } from './entry-key';
import { markTime } from './fact-mark';
import { findEntry } from './find-entry';
import { removalTime } from './suppression-state';
import type { TableAccess } from './table-access';
import { isUnchanged } from './unchanged-condition';
import { unsyncedPlace, type Lane, type UnsyncedPlace } from './unsynced-index';

const attempts = 10;

export type RemovalOptions = {
  connection: Connection;
  now: Date;
  /** How soon SES's own list is told; `prompt` unless it says otherwise. */
  tellSes?: Lane;
  /** Who removes it, for the record: kept beside the time of the removal, until the next one. */
  by?: string;
};

/**
 * Takes an entry off the list by a tombstone that is newer than every fact it holds, so that none of them, delivered
 * again, brings it back. SES's own list is to follow, unless the entry is of one stream, of which that list knows nothing.
 * `undefined` when nothing is live.
 * @throws an Error when feedback about this address keeps arriving between reading and writing
 */
export async function removeEntry(
  access: TableAccess,
  idOrEmail: string,
  { connection, now, tellSes = 'prompt', by }: RemovalOptions,
): Promise<{ id: string; removedAt: Date } | undefined> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const entry = await findEntry(access, idOrEmail, { connection, now });
    if (entry === undefined || shownEntry(entry, now) === undefined) return undefined;
    const removedAt = removalTime(entry.state, now);
    const place = streamOf(entry) ? undefined : unsyncedPlace({ connection, id: entry.id }, tellSes, now);
    if (await wroteRemoval(access, entry, removedAt, { place, by })) return { id: entry.id, removedAt };
  }
  throw new Error('The entry changed at every attempt to remove it.');
}

/** Whether the tombstone was set on the very entry that was read; `place` is its turn in SES's own list, `by` who removes it. */
export async function wroteRemoval(
  { dynamoDb, tableName }: TableAccess,
  entry: Entry,
  removedAt: Date,
  { place, by }: { place?: UnsyncedPlace | undefined; by?: string | undefined } = {},
): Promise<boolean> {
  const { condition, names, values } = isUnchanged(entry.state);
  const update = new UpdateCommand({
    TableName: tableName,
    Key: { pk: entry.pk, sk: 'entry' },
    UpdateExpression:
      `SET #removed = :removedAt${place ? ', unsynced_pk = :partition, unsynced_sk = :turn' : ''}${by === undefined ? '' : ', removed_by = :by'} ` +
      `REMOVE by_id_pk, by_id_sk, expires${by === undefined ? ', removed_by' : ''}`,
    ConditionExpression: condition,
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: {
      ...values,
      ':removedAt': markTime(removedAt),
      ...(by !== undefined && { ':by': by }),
      ...(place && { ':partition': place.unsynced_pk, ':turn': place.unsynced_sk }),
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
