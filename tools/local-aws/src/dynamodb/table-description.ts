import type { Row } from 'dynalite/db/index.js';
import { tableArn } from './table-name';
import type { TableRecord } from './table-record';

/** DescribeTable's answer, without counts and sizes: AWS updates them every six hours, so nothing may rely on them. */
export function describeTable(table: TableRecord): Row {
  const { GlobalSecondaryIndexes, TimeToLiveAttribute: _, ...described } = table;
  const arn = tableArn(table.TableName);
  return {
    Table: {
      ...described,
      TableArn: arn,
      TableStatus: 'ACTIVE',
      BillingModeSummary: {
        BillingMode: 'PAY_PER_REQUEST',
        LastUpdateToPayPerRequestDateTime: table.CreationDateTime,
      },
      ...(GlobalSecondaryIndexes && {
        GlobalSecondaryIndexes: GlobalSecondaryIndexes.map((index) => ({
          ...index,
          IndexStatus: 'ACTIVE',
          IndexArn: `${arn}/index/${index.IndexName}`,
        })),
      }),
    },
  };
}
