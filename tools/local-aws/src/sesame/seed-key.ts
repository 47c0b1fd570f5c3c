import { createHash } from 'node:crypto';
import type { DynamoDb } from '../dynamodb/dynamodb';

/** The key that every local Sesame accepts. It exists in this machine's data folder only, and in no bundle. */
export const localKey = 'ss_local';

/** Puts the local key into the keys table, with full access to this account's SES. */
export async function seedKey(dynamoDb: DynamoDb, tableName: string): Promise<void> {
  await dynamoDb.call('PutItem', {
    TableName: tableName,
    Item: {
      pk: { S: createHash('sha256').update(localKey).digest('hex') },
      id: { S: '00000000-0000-7000-8000-000000000000' },
      name: { S: 'local' },
      connection: { S: 'own' },
      permission: { S: 'full_access' },
      created_at: { S: '1970-01-01T00:00:00.000Z' },
    },
  });
}
