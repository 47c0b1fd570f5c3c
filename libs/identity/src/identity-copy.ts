import { BatchWriteCommand, paginateQuery, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ownConnection } from '@sesame/email';
import type { Identity } from './identity';
import { fromIdentityRow, identityKeyPrefix, toIdentityRow, toSyncRow } from './identity-rows';

const batchSize = 25;
const attempts = 5;

type WriteRequest =
  { PutRequest: { Item: Record<string, unknown> } } | { DeleteRequest: { Key: { pk: string; sk: string } } };

export type IdentityCopyParts = { dynamoDb: DynamoDBDocumentClient; tableName: string; now: () => Date };

/** The identities table as the sync writes it. */
export type IdentityCopy = {
  /**
   * Makes the table say what SES says: `identities` are all that SES has. Rows are written only where they differ, rows of
   * identities that are gone go, and last of all the time of this sync is kept, so that one that breaks off halfway does
   * not count as one. Every row is true on its own, so two syncs at once do no harm.
   */
  replace(identities: readonly Identity[], connection?: string): Promise<IdentityChanges>;
};

export type IdentityChanges = { written: number; removed: number };

export function identityCopy({ dynamoDb, tableName, now }: IdentityCopyParts): IdentityCopy {
  return {
    async replace(identities, connection = ownConnection) {
      const before = await readAll(connection);
      const seen = new Set(identities.map(({ name }) => name));
      const changed = identities.filter((identity) => !isSame(before.get(identity.name), identity));
      const gone = [...before.keys()].filter((name) => !seen.has(name));

      await write([
        ...changed.map((identity) => ({ PutRequest: { Item: toIdentityRow(connection, identity) } })),
        ...gone.map((name) => ({ DeleteRequest: { Key: { pk: connection, sk: `${identityKeyPrefix}${name}` } } })),
      ]);
      await write([{ PutRequest: { Item: toSyncRow(connection, now()) } }]);
      return { written: changed.length, removed: gone.length };
    },
  };

  async function readAll(connection: string): Promise<Map<string, Identity>> {
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
      for (const identity of Items.map(fromIdentityRow)) rows.set(identity.name, identity);
    }
    return rows;
  }

  async function write(requests: WriteRequest[]): Promise<void> {
    for (let start = 0; start < requests.length; start += batchSize) {
      await writeBatch(requests.slice(start, start + batchSize));
    }
  }

  async function writeBatch(requests: WriteRequest[]): Promise<void> {
    let left: object[] = requests;
    for (let attempt = 0; attempt < attempts; attempt++) {
      const { UnprocessedItems } = await dynamoDb.send(new BatchWriteCommand({ RequestItems: { [tableName]: left } }));
      left = UnprocessedItems?.[tableName] ?? [];
      if (left.length === 0) return;
    }
    throw new Error(`${left.length} rows of the identities table were not written in ${attempts} attempts`);
  }
}

function isSame(row: Identity | undefined, { name, type, verified, verificationStatus }: Identity): boolean {
  return (
    row?.name === name &&
    row.type === type &&
    row.verified === verified &&
    row.verificationStatus === verificationStatus
  );
}
