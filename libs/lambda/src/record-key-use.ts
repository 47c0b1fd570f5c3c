import { PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { KeyHolder } from './authentication';
import { log } from './log';
import { nameOfError } from './name-of-error';

/** Longer than a write takes, and short enough for the request that waits for it. */
const patienceMs = 500;

export type KeyUsesTable = { dynamoDb: DynamoDBDocumentClient; tableName: string };

/**
 * Writes down when a key was last used, into a table that holds nothing else. Answers whether that came about: a use that
 * could not be written is logged, and no reason to refuse who used the key.
 */
export async function recordKeyUse(
  { dynamoDb, tableName }: KeyUsesTable,
  { connection, keyId }: Pick<KeyHolder, 'connection' | 'keyId'>,
  now: Date,
): Promise<boolean> {
  const Item = { pk: `${connection}#${keyId}`, last_used_at: now.toISOString() };
  try {
    await dynamoDb.send(new PutCommand({ TableName: tableName, Item }), {
      abortSignal: AbortSignal.timeout(patienceMs),
    });
    return true;
  } catch (error) {
    log.warn('use of a key not recorded', { keyId, error: nameOfError(error) });
    return false;
  }
}
