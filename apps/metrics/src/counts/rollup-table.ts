import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { markKey, toMarkItem, type Mark } from '@sesame/ledger';
import type { Rollup } from './rollup';
import { rollupKey, toRollupItem } from './rollup-item';
import { rollupReader, type RollupReader } from './rollup-reader';

/** What was counted. A function takes what its role allows: `Pick<RollupTable, 'read'>`. */
export type RollupTable = RollupReader & {
  /**
   * In one transaction: the rollup of what is marked takes the place of the one before, `around` is marked, and the mark
   * is gone if nobody has marked the period since it was read. If somebody has, the mark gets `renewed` instead and stays,
   * so that a busy period is told before it is quiet. Answers with which of both, or `lost` where another roll-up was first
   * or is at it.
   */
  settle(counted: { mark: Mark; rollup: Rollup; around: Mark | undefined; renewed: string }): Promise<Settled>;

  /** Takes a mark away if nobody has marked the period since, and changes nothing else. */
  drop(mark: Mark): Promise<void>;
};

export type Settled = 'settled' | 'marked again' | 'lost';

export type RollupTableParts = {
  dynamoDb: DynamoDBDocumentClient;
  rollupsTable: string;
  marksTable: string;
  keptForDays: number;
  now: () => Date;
};

/** The rollups in their DynamoDB table. */
export function rollupTable({ dynamoDb, rollupsTable, marksTable, keptForDays, now }: RollupTableParts): RollupTable {
  const isAsRead = (mark: Mark) => ({
    Delete: {
      TableName: marksTable,
      Key: markKey(mark),
      ConditionExpression: '#value = :value',
      ExpressionAttributeNames: { '#value': 'value' },
      ExpressionAttributeValues: { ':value': mark.value },
    },
  });
  const isThere = (mark: Mark) => ({
    Put: { TableName: marksTable, Item: toMarkItem(mark), ConditionExpression: 'attribute_exists(pk)' },
  });
  const write = (TransactItems: TransactItem[]) => transact(dynamoDb, TransactItems);

  return {
    ...rollupReader({ dynamoDb, tableName: rollupsTable }),

    async settle({ mark, rollup, around, renewed }) {
      const { connection, interval, period } = mark;
      const Item = toRollupItem(connection, { interval, period, rollup }, { keptForDays, now: now() });
      const Key = rollupKey(connection, interval, period);
      const counted: TransactItem[] = [
        rollup.size > 0 ? { Put: { TableName: rollupsTable, Item } } : { Delete: { TableName: rollupsTable, Key } },
        ...(around ? [{ Put: { TableName: marksTable, Item: toMarkItem(around) } }] : []),
      ];
      const first = await write([...counted, isAsRead(mark)]);
      if (first === 'done') return 'settled';
      if (first === 'conflict') return 'lost';
      const second = await write([...counted, isThere({ ...mark, value: renewed })]);
      return second === 'done' ? 'marked again' : 'lost';
    },

    async drop(mark) {
      await write([isAsRead(mark)]);
    },
  };
}

type TransactItem = NonNullable<TransactWriteCommand['input']['TransactItems']>[number];

async function transact(
  dynamoDb: DynamoDBDocumentClient,
  TransactItems: TransactItem[],
): Promise<'done' | 'condition failed' | 'conflict'> {
  try {
    await dynamoDb.send(new TransactWriteCommand({ TransactItems }));
    return 'done';
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const codes = new Set(error.CancellationReasons?.map(({ Code }) => Code));
    codes.delete('None');
    if (codes.has('ConditionalCheckFailed')) return 'condition failed';
    if (codes.has('TransactionConflict')) return 'conflict';
    throw error;
  }
}
