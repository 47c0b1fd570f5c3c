import { QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '@sesame/email';
import * as z from 'zod/mini';
import { recentPartitions } from '../due';
import type { IdsOfDay } from './recent-ids';

/** The ids of a connection's e-mails, by days. */
export type RecentEmails = (connection: Connection) => IdsOfDay;

const entry = z.object({ recent_sk: z.string() });

/** Reads the index `recent`: one Query for each of the four shards of a day, whose answers are merged. */
export function recentEmails(parts: { dynamoDb: DynamoDBDocumentClient; tableName: string }): RecentEmails {
  return (connection) => async (day, options) => {
    const edge = 'newerThan' in options ? options.newerThan : options.olderThan;
    const isForwards = 'newerThan' in options;
    const idsOf = async (partition: string) => {
      const { Items = [] } = await parts.dynamoDb.send(
        new QueryCommand({
          TableName: parts.tableName,
          IndexName: 'recent',
          KeyConditionExpression: `recent_pk = :partition${edge === undefined ? '' : ` AND recent_sk ${isForwards ? '>' : '<'} :edge`}`,
          ExpressionAttributeValues: { ':partition': partition, ...(edge !== undefined && { ':edge': edge }) },
          ScanIndexForward: isForwards,
          // So few entries of a few hundred bytes always come at once.
          Limit: options.limit,
        }),
      );
      return Items.map((item) => entry.parse(item).recent_sk);
    };
    const ids = (await Promise.all(recentPartitions(connection, day).map(idsOf))).flat().sort();
    return (isForwards ? ids : ids.reverse()).slice(0, options.limit);
  };
}
