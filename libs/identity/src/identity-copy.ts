import { paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { ownConnection, type Connection } from '@sesame/email';
import type { Identity } from './identity';
import { fromIdentityRow, identityKeyPrefix, syncKey } from './identity-rows';
import { writeGone, writeIdentity, type IdentityWriteParts } from './write-identity';

const writesAtOnce = 25;

/**
 * The identities table as those write it who looked at SES. Every write says as of when SES was so, and none replaces
 * what is newer: a look counts from when it was begun, a change from when SES had answered. So a sync that began before
 * a change does not undo it, and whatever two overlapping looks leave is put right by the next sync.
 */
export type IdentityCopy = {
  /**
   * Makes the table say what SES says: `identities` are all that SES has. Rows are written only where they differ, rows
   * of identities that are gone say so, and last of all the time of this sync is kept, so that one that breaks off
   * halfway does not count as one. Answers how many rows it changed.
   */
  replace(identities: readonly Identity[], asOf: Date, connection?: Connection): Promise<IdentityChanges>;
  /** Makes the table say at once what SES says of one identity. */
  put(identity: Identity, asOf: Date, connection?: Connection): Promise<void>;
  /** Makes the table say at once that SES no longer has an identity. */
  remove(name: string, asOf: Date, connection?: Connection): Promise<void>;
};

export type IdentityChanges = { written: number; removed: number };

export function identityCopy(parts: IdentityWriteParts): IdentityCopy {
  const { dynamoDb, tableName, now } = parts;

  return {
    async replace(identities, asOf, connection = ownConnection) {
      const before = await readAll(connection);
      const seen = new Set(identities.map(({ name }) => name));
      const changed = identities.filter((identity) => !isSame(before.get(identity.name), identity));
      const gone = [...before.keys()].filter((name) => !seen.has(name));

      const written = await writeAll(changed, (identity) => writeIdentity(parts, { connection, asOf, ...identity }));
      const removed = await writeAll(gone, (name) => writeGone(parts, { connection, asOf, name }));
      await keepTime(connection);
      return { written, removed };
    },
    async put(identity, asOf, connection = ownConnection) {
      await writeIdentity(parts, { connection, asOf, ...identity });
    },
    async remove(name, asOf, connection = ownConnection) {
      await writeGone(parts, { connection, asOf, name });
    },
  };

  async function readAll(connection: Connection): Promise<Map<string, Identity>> {
    const pages = paginateQuery(
      { client: dynamoDb },
      {
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': connection, ':prefix': identityKeyPrefix },
        ConsistentRead: true,
      },
    );
    const rows = new Map<string, Identity>();
    for await (const { Items = [] } of pages) {
      for (const identity of Items.flatMap((row) => fromIdentityRow(row) ?? [])) rows.set(identity.name, identity);
    }
    return rows;
  }

  async function keepTime(connection: Connection): Promise<void> {
    await dynamoDb.send(
      new UpdateCommand({
        TableName: tableName,
        Key: { pk: connection, sk: syncKey },
        UpdateExpression: 'SET completed_at = :now',
        ExpressionAttributeValues: { ':now': now().toISOString() },
      }),
    );
  }
}

/** How many of the writes changed their row. */
async function writeAll<What>(all: readonly What[], write: (what: What) => Promise<boolean>): Promise<number> {
  let changed = 0;
  for (let start = 0; start < all.length; start += writesAtOnce) {
    const outcomes = await Promise.all(all.slice(start, start + writesAtOnce).map(write));
    changed += outcomes.filter(Boolean).length;
  }
  return changed;
}

function isSame(row: Identity | undefined, { name, type, verified, verificationStatus }: Identity): boolean {
  return (
    row?.name === name &&
    row.type === type &&
    row.verified === verified &&
    row.verificationStatus === verificationStatus
  );
}
