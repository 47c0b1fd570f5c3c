import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Connection, Stream } from '@sesame/email';
import { untouched, type Standing } from './standing';
import { fromStandingItem, standingKey, toStandingItem } from './standing-item';

/** How the streams stand. */
export type StandingTable = {
  /** As it is at this moment; a stream that has no row is active. One consistent GetItem. */
  read(connection: Connection, stream: Stream): Promise<Standing>;

  /**
   * Changes a standing that is still as it was read. Answers with the new one, or `undefined` where somebody else
   * changed it meanwhile. One conditional PutItem.
   */
  change(read: Standing, changed: Omit<Standing, 'connection' | 'stream' | 'version'>): Promise<Standing | undefined>;
};

/** The standings in the table of the streams. */
export function standingTable(parts: { dynamoDb: DynamoDBDocumentClient; tableName: string }): StandingTable {
  const { dynamoDb, tableName: TableName } = parts;
  return {
    async read(connection, stream) {
      const Key = standingKey(connection, stream);
      const { Item } = await dynamoDb.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
      return Item ? fromStandingItem(Item) : untouched(connection, stream);
    },

    async change({ connection, stream, version }, changed) {
      const standing: Standing = { ...changed, connection, stream, version: version + 1 };
      try {
        await dynamoDb.send(
          new PutCommand({
            TableName,
            Item: toStandingItem(standing),
            ConditionExpression: version === 0 ? 'attribute_not_exists(pk)' : '#version = :version',
            ...(version > 0 && {
              ExpressionAttributeNames: { '#version': 'version' },
              ExpressionAttributeValues: { ':version': version },
            }),
          }),
        );
        return standing;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return undefined;
        throw error;
      }
    },
  };
}
