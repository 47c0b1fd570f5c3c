import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { isUuid, streams, type Connection } from '@sesame/email';
import { entryOfItem, shownEntry, type Entry } from './entry-item';
import { entryKey } from './entry-key';
import { readEntry } from './read-entry';
import type { Scope } from './suppression-fact';
import type { TableAccess } from './table-access';

/**
 * The entry that an id or an address names, read consistently. An address names its entry for all mail where that is live,
 * else the one of a stream that is; so whoever asks why an address gets no mail is told.
 */
export async function findEntry(
  access: TableAccess,
  idOrEmail: string,
  { connection, now }: { connection: Connection; now: Date },
): Promise<Entry | undefined> {
  const forAll = await readEntry(access, idOrEmail, connection);
  if (isUuid(idOrEmail) || isLive(forAll, now)) return forAll;
  for (const stream of streams) {
    const entry = await readScopedEntry(access, idOrEmail, { connection, scope: stream });
    if (isLive(entry, now)) return entry;
  }
  return forAll;
}

/** The entry of an address in one scope; calls GetItem. */
export async function readScopedEntry(
  { dynamoDb, tableName }: TableAccess,
  address: string,
  { connection, scope }: { connection: Connection; scope: Scope },
): Promise<Entry | undefined> {
  const Key = entryKey(connection, scope, address);
  const { Item } = await dynamoDb.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true }));
  return Item && entryOfItem(Item);
}

function isLive(entry: Entry | undefined, now: Date): boolean {
  return entry !== undefined && shownEntry(entry, now) !== undefined;
}
