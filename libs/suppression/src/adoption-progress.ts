import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '@sesame/email';
import * as z from 'zod/mini';
import type { TableAccess } from './table-access';

/**
 * How far SES's own list has been read: everything that it listed before `since`; and while a pass is under way, up to
 * which time that pass reads and at which page it goes on.
 */
export type AdoptionProgress = { since?: Date; pass?: { until: Date; nextToken: string } };

const progressItem = z.object({
  since: z.optional(z.string()),
  until: z.optional(z.string()),
  next_token: z.optional(z.string()),
});

/** Where that is kept, between the entries; calls GetItem and UpdateItem. */
export function adoptionProgress({ dynamoDb, tableName }: TableAccess, connection: Connection) {
  const Key = { pk: `${connection}#adoption`, sk: 'progress' };
  return {
    async read(): Promise<AdoptionProgress> {
      const { Item = {} } = await dynamoDb.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true }));
      const { since, until, next_token: nextToken } = z.parse(progressItem, Item);
      return {
        ...(since !== undefined && { since: new Date(since) }),
        ...(until !== undefined && nextToken !== undefined && { pass: { until: new Date(until), nextToken } }),
      };
    },
    /** A pass goes on at this page. */
    async continueAt({ until, nextToken }: { until: Date; nextToken: string }): Promise<void> {
      await dynamoDb.send(
        new UpdateCommand({
          TableName: tableName,
          Key,
          UpdateExpression: 'SET #until = :until, next_token = :token',
          ExpressionAttributeNames: { '#until': 'until' },
          ExpressionAttributeValues: { ':until': until.toISOString(), ':token': nextToken },
        }),
      );
    },
    /** A pass has read everything before this time; or, without one, is begun again. */
    async end(since: Date | undefined): Promise<void> {
      await dynamoDb.send(
        new UpdateCommand({
          TableName: tableName,
          Key,
          UpdateExpression: `${since ? 'SET since = :since ' : ''}REMOVE #until, next_token`,
          ExpressionAttributeNames: { '#until': 'until' },
          ...(since && { ExpressionAttributeValues: { ':since': since.toISOString() } }),
        }),
      );
    },
  };
}

export type AdoptionProgressTable = ReturnType<typeof adoptionProgress>;
