import { paginateQuery, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '@sesame/email';
import * as z from 'zod/mini';
import { writeItems, type Patience } from './write-items';

/** What is counted again when something in it has changed: minutes from facts, hours from minutes, days from hours. */
export type Interval = 'minute' | 'hour' | 'day';

/** That a period is to be counted again, since something in it may have changed. */
export type Mark = {
  connection: Connection;
  interval: Interval;
  /** Such as `2026-11-22T12:00`, `2026-11-22T12` and `2026-11-22`, in UTC. */
  period: string;
  /** Another one whenever the period is marked, so that who counted can tell whether it was marked meanwhile. */
  value: string;
};

/** The marks. An app takes what its role allows: `Pick<MarksTable, 'set'>`. */
export type MarksTable = {
  /**
   * Marks different periods of one connection, 25 a call of BatchWriteItem, whether they are marked or not. Answers with
   * those that could not be marked, and why; it does not throw.
   */
  set(marks: readonly Mark[]): Promise<Map<Mark, unknown>>;

  /** Every mark of an interval, oldest period first, as it is at this moment: one consistent Query for each megabyte. */
  all(connection: Connection, interval: Interval, between?: { first: string; last: string }): Promise<Mark[]>;
};

export type MarksTableParts = { dynamoDb: DynamoDBDocumentClient; tableName: string; patience?: Patience };

/** The item of a mark. */
export function toMarkItem({ value, ...mark }: Mark) {
  return { ...markKey(mark), value };
}

/** The key of a mark's item. */
export function markKey({ connection, interval, period }: Omit<Mark, 'value'>) {
  return { pk: `${connection}#${interval}`, sk: period };
}

const markItem = z.object({ sk: z.string(), value: z.string() });

/** The marks in their DynamoDB table. */
export function marksTable({ dynamoDb, tableName, patience }: MarksTableParts): MarksTable {
  return {
    async set(marks) {
      const unwritten = await writeItems({ dynamoDb, tableName }, marks.map(toMarkItem), patience);
      const failed = marks.filter(({ period }) => unwritten.has(period));
      return new Map(failed.map((mark) => [mark, unwritten.get(mark.period)]));
    },

    async all(connection, interval, { first, last } = { first: '0', last: '9' }) {
      const pages = paginateQuery(
        { client: dynamoDb },
        {
          TableName: tableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :interval AND sk BETWEEN :first AND :last',
          ExpressionAttributeValues: { ':interval': `${connection}#${interval}`, ':first': first, ':last': last },
        },
      );
      const marks: Mark[] = [];
      for await (const { Items = [] } of pages) {
        for (const item of Items) {
          const { sk: period, value } = markItem.parse(item);
          marks.push({ connection, interval, period, value });
        }
      }
      return marks;
    },
  };
}
