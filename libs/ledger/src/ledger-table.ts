import { paginateQuery, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '@sesame/email';
import type { Fact } from './fact';
import { fromFactItem, idOfSortKey, timelinePartition, toFactItem } from './fact-item';
import { writeItems, type Patience } from './write-items';

/** The ledger. An app takes what its role allows: `Pick<LedgerTable, 'timeline'>`. */
export type LedgerTable = {
  /**
   * Writes facts, each once, by BatchWriteItem alone; writing one again changes nothing. Answers with the ids of those that
   * could not be written, and why; it does not throw.
   */
  write(facts: readonly Fact[], options: { keptForDays: number }): Promise<Map<string, unknown>>;

  /**
   * All facts of one message, by Sesame's id of the e-mail, or by SES's id where Sesame did not send it; one Query for
   * each megabyte of them. An index follows its table after a moment, so a fact that was just written can be missing.
   */
  timeline(connection: Connection, id: string): Promise<Fact[]>;
};

export type LedgerTableParts = { dynamoDb: DynamoDBDocumentClient; tableName: string; patience?: Patience };

/** The ledger in its DynamoDB table. */
export function ledgerTable({ dynamoDb, tableName, patience }: LedgerTableParts): LedgerTable {
  return {
    async write(facts, { keptForDays }) {
      const items = facts.map((fact) => toFactItem(fact, keptForDays));
      const distinct = new Map(items.map((item) => [`${item.pk} ${item.sk}`, item]));
      const unwritten = await writeItems({ dynamoDb, tableName }, [...distinct.values()], patience);
      return new Map([...unwritten].map(([sortKey, reason]) => [idOfSortKey(sortKey), reason]));
    },

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
  };
}
