import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { isUuid, type Connection } from '@sesame/email';
import * as z from 'zod/mini';
import { entryOfItem, type Entry } from './entry-item';
import { entryKey, indexPartition, type EntryKey } from './entry-key';
import type { TableAccess } from './table-access';

export const indexName = 'by-id';

const indexedKey = z.object({ pk: z.string(), sk: z.literal('entry') });

/**
 * The entry with this id, or of this address for all mail, read consistently; `undefined` when there is none. An id is
 * found through the index, which shows an entry only while it is live, and on real AWS a moment late.
 */
export async function readEntry(
  access: TableAccess,
  idOrEmail: string,
  connection: Connection,
): Promise<Entry | undefined> {
  const key = isUuid(idOrEmail)
    ? await keyOfId(access, idOrEmail.toLowerCase(), connection)
    : entryKey(connection, 'all', idOrEmail);
  if (key === undefined) return undefined;

  const { dynamoDb, tableName } = access;
  const { Item } = await dynamoDb.send(new GetCommand({ TableName: tableName, Key: key, ConsistentRead: true }));
  return Item && entryOfItem(Item);
}

async function keyOfId(
  { dynamoDb, tableName }: TableAccess,
  id: string,
  connection: Connection,
): Promise<EntryKey | undefined> {
  const { Items = [] } = await dynamoDb.send(
    new QueryCommand({
      TableName: tableName,
      IndexName: indexName,
      KeyConditionExpression: 'by_id_pk = :partition AND by_id_sk = :id',
      ExpressionAttributeValues: { ':partition': indexPartition(connection, id), ':id': id },
    }),
  );
  return Items.map((item) => z.parse(indexedKey, item)).at(0);
}
