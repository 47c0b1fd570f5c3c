import { paginateQuery, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ownConnection, type Connection } from '@sesame/email';
import type { Identity } from './identity';
import { identityId } from './identity-id';
import { fromIdentityRow, identityKeyPrefix } from './identity-rows';

/** The domains among the identities that the table knows, verified or not, by their id. */
export type DomainById = { get(id: string, connection?: Connection): Promise<Identity | undefined> };

/**
 * Finds domains in the identities table. An id cannot be turned back into a name, so the ids of all identities are
 * compared: at most ten thousand rows, all that SES allows, and only for what people do by hand.
 */
export function domainById({
  dynamoDb,
  tableName,
}: {
  dynamoDb: DynamoDBDocumentClient;
  tableName: string;
}): DomainById {
  return {
    async get(id, connection = ownConnection) {
      const pages = paginateQuery(
        { client: dynamoDb },
        {
          TableName: tableName,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':pk': connection, ':prefix': identityKeyPrefix },
          ConsistentRead: true,
        },
      );
      for await (const { Items = [] } of pages) {
        const identities = Items.flatMap((row) => fromIdentityRow(row) ?? []);
        const found = identities.find(({ name }) => identityId(connection, name) === id.toLowerCase());
        if (found) return found.type === 'EMAIL_ADDRESS' ? undefined : found;
      }
      return undefined;
    },
  };
}
