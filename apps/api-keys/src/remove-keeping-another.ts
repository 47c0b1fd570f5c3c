import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { paginateQuery, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '@sesame/email';
import { fromKeyRow, type StoredKey } from './key-row';
import { indexName, type KeyTableAccess } from './key-table-access';

/** `contended`: another change was under way, nothing was decided, and trying again helps. */
export type Removal = 'removed' | 'last-with-full-access' | 'contended';

/**
 * Removes a key with full access if another one of its connection stays. Both in one transaction: two keys that remove one
 * another at the same moment would lock everybody out.
 */
export async function removeKeepingAnother(
  access: KeyTableAccess,
  { hash }: StoredKey,
  connection: Connection,
): Promise<Removal> {
  for await (const other of keysWithFullAccess(access, connection)) {
    if (other.hash === hash) continue;
    const outcome = await removeIfStays(access, hash, other.hash);
    if (outcome !== 'other-is-gone') return outcome;
  }
  return 'last-with-full-access';
}

async function* keysWithFullAccess({ dynamoDb, tableName }: KeyTableAccess, connection: Connection) {
  const pages = paginateQuery(
    { client: dynamoDb },
    {
      TableName: tableName,
      IndexName: indexName,
      KeyConditionExpression: '#connection = :connection',
      FilterExpression: '#permission = :full',
      ExpressionAttributeNames: { '#connection': 'connection', '#permission': 'permission' },
      ExpressionAttributeValues: { ':connection': connection, ':full': 'full_access' },
    },
  );
  for await (const { Items = [] } of pages) yield* Items.map(fromKeyRow);
}

async function removeIfStays(
  { dynamoDb, tableName: TableName }: KeyTableAccess,
  hash: string,
  otherHash: string,
): Promise<Removal | 'other-is-gone'> {
  try {
    await dynamoDb.send(
      new TransactWriteCommand({
        TransactItems: [
          { Delete: { TableName, Key: { pk: hash } } },
          { ConditionCheck: { TableName, Key: { pk: otherHash }, ConditionExpression: 'attribute_exists(pk)' } },
        ],
      }),
    );
    return 'removed';
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const codes = error.CancellationReasons?.map(({ Code }) => Code) ?? [];
    if (codes.includes('ConditionalCheckFailed')) return 'other-is-gone';
    if (codes.includes('TransactionConflict')) return 'contended';
    throw error;
  }
}
