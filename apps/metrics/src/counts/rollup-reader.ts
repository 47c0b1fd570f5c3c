import { paginateQuery, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '@sesame/email';
import type { Interval } from '@sesame/ledger';
import { fromRollupItem, partitionsOfPeriods, type PeriodRollup } from './rollup-item';

/** The rollups, read. */
export type RollupReader = {
  /**
   * The rollups of these periods, oldest first, as they are at this moment; where nothing happened there is none. One
   * consistent Query for each hour of minutes, day of hours and month of days, and for each megabyte.
   */
  read(connection: Connection, interval: Interval, periods: readonly string[]): Promise<PeriodRollup[]>;
};

/** The rollups in their DynamoDB table. */
export function rollupReader(parts: { dynamoDb: DynamoDBDocumentClient; tableName: string }): RollupReader {
  const { dynamoDb, tableName } = parts;
  return {
    async read(connection, interval, periods) {
      const [first = '', last = ''] = [periods[0], periods.at(-1)];
      const found = await Promise.all(
        partitionsOfPeriods(connection, interval, periods).map(async (partition) => {
          const pages = paginateQuery(
            { client: dynamoDb },
            {
              TableName: tableName,
              ConsistentRead: true,
              KeyConditionExpression: 'pk = :partition AND sk BETWEEN :first AND :last',
              ExpressionAttributeValues: { ':partition': partition, ':first': first, ':last': last },
            },
          );
          const rollups: PeriodRollup[] = [];
          for await (const { Items = [] } of pages)
            rollups.push(...Items.map((item) => fromRollupItem(interval, item)));
          return rollups;
        }),
      );
      return found.flat();
    },
  };
}
