import { paginateQuery, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '@sesame/email';
import { partitionsOf, type Bucket } from './bucket';
import type { Fact } from './fact';
import { fromFactItem, timelinePartition } from './fact-item';

/** The ledger, read. An app takes what its role allows: `Pick<LedgerTable, 'timeline'>`. */
export type LedgerTable = {
  /**
   * All facts of one message, by Sesame's id of the e-mail, or by SES's id where Sesame did not send it; one Query for
   * each megabyte of them. An index follows its table after a moment, so a fact that was just written can be missing.
   */
  timeline(connection: Connection, id: string): Promise<Fact[]>;

  /**
   * Gives every fact that counts in a minute to `each`, in no order: all that were written before it was asked. Four
   * consistent Queries at least, and one for each megabyte.
   */
  forEachIn(bucket: Bucket, each: (fact: Fact) => void): Promise<void>;
};

export type LedgerTableParts = { dynamoDb: DynamoDBDocumentClient; tableName: string };

/** The ledger in its DynamoDB table. */
export function ledgerTable({ dynamoDb, tableName }: LedgerTableParts): LedgerTable {
  return {
    async timeline(connection, id) {
      const pages = paginateQuery(
        { client: dynamoDb },
        {
          TableName: tableName,
          IndexName: 'timeline',
          KeyConditionExpression: 'timeline_pk = :partition',
          ExpressionAttributeValues: { ':partition': timelinePartition(connection, id) },
        },
      );
      const facts: Fact[] = [];
      for await (const { Items = [] } of pages) facts.push(...Items.map(fromFactItem));
      return facts;
    },

    async forEachIn(bucket, each) {
      await Promise.all(
        partitionsOf(bucket).map(async (partition) => {
          const pages = paginateQuery(
            { client: dynamoDb },
            {
              TableName: tableName,
              ConsistentRead: true,
              KeyConditionExpression: 'pk = :partition',
              ExpressionAttributeValues: { ':partition': partition },
            },
          );
          for await (const { Items = [] } of pages) for (const item of Items) each(fromFactItem(item));
        }),
      );
    },
  };
}
