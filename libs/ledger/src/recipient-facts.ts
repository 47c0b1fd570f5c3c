import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { paginateScan, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';

const factKey = z.object({ pk: z.string(), sk: z.string() });

export type FactKey = z.output<typeof factKey>;

/** The facts of one recipient, for whoever makes them nobody's. */
export type RecipientFacts = {
  /**
   * The keys of all facts of a recipient, as `recipientHash` names him, page by page; a consistent Scan of the whole ledger,
   * since no index leads from a recipient to his facts. After each page it tells how many read units that took.
   */
  of(recipient: string, spend: (units: number) => Promise<void>): AsyncGenerator<FactKey[]>;

  /**
   * Takes the recipient out of a fact, and the hash of the link from a click. The fact stays under its key, so that it
   * counts as before, and is the same fact when it is told again. One UpdateItem; what has expired does not come back.
   */
  forget(key: FactKey): Promise<void>;
};

export function recipientFacts({
  dynamoDb,
  tableName,
}: {
  dynamoDb: DynamoDBDocumentClient;
  tableName: string;
}): RecipientFacts {
  return {
    async *of(recipient, spend) {
      const pages = paginateScan(
        { client: dynamoDb },
        {
          TableName: tableName,
          ConsistentRead: true,
          FilterExpression: 'recipient = :recipient',
          ExpressionAttributeValues: { ':recipient': recipient },
          ProjectionExpression: 'pk, sk',
          ReturnConsumedCapacity: 'TOTAL',
        },
      );
      for await (const { Items = [], ConsumedCapacity } of pages) {
        yield Items.map((item) => z.parse(factKey, item));
        await spend(ConsumedCapacity?.CapacityUnits ?? 0);
      }
    },

    async forget({ pk, sk }) {
      const isClick = sk.startsWith('click#');
      const update = new UpdateCommand({
        TableName: tableName,
        Key: { pk, sk },
        UpdateExpression: `${isClick ? 'SET details.link = :none ' : ''}REMOVE recipient`,
        ConditionExpression: 'attribute_exists(pk)',
        ...(isClick && { ExpressionAttributeValues: { ':none': '' } }),
      });
      try {
        await dynamoDb.send(update);
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
  };
}
