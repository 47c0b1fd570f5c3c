import { GetCommand, paginateQuery, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ownConnection, type Connection } from '@sesame/email';
import type { IdentityEntry } from './identity';
import { entryOfRow, identityKeyOfId, identityKeyPrefix } from './identity-rows';

/** Rows read at a time: identities that are addresses are among them, and are passed over. */
const rowsAtOnce = 200;

export type DomainTableParts = { dynamoDb: DynamoDBDocumentClient; tableName: string };

export type ListDomainsOptions = {
  connection?: Connection;
  /** How many domains at most. */
  limit: number;
  /** Domains that follow this id; or with `before`, the nearest that precede it. At most one of the two. */
  after?: string;
  before?: string;
};

export type ListedDomains = { domains: IdentityEntry[]; hasMore: boolean };

/** The domains among the identities that the table knows; all reads are consistent. */
export type DomainTable = {
  get(id: string, connection?: Connection): Promise<IdentityEntry | undefined>;
  /** One page, in the order of ids. */
  list(options: ListDomainsOptions): Promise<ListedDomains>;
};

export function domainTable({ dynamoDb, tableName }: DomainTableParts): DomainTable {
  return {
    async get(id, connection = ownConnection) {
      const Key = identityKeyOfId(connection, id);
      const { Item } = await dynamoDb.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true }));
      return Item && domainOf(Item);
    },
    async list({ connection = ownConnection, limit, after, before }) {
      const edge = after ?? before;
      const pages = paginateQuery(
        {
          client: dynamoDb,
          pageSize: rowsAtOnce,
          ...(edge !== undefined && { startingToken: identityKeyOfId(connection, edge) }),
        },
        {
          TableName: tableName,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':pk': connection, ':prefix': identityKeyPrefix },
          ScanIndexForward: before === undefined,
          ConsistentRead: true,
        },
      );
      const found: IdentityEntry[] = [];
      for await (const { Items = [] } of pages) {
        found.push(...Items.flatMap((row) => domainOf(row) ?? []));
        if (found.length > limit) break;
      }
      const page = found.slice(0, limit);
      return { domains: before === undefined ? page : page.reverse(), hasMore: found.length > limit };
    },
  };
}

function domainOf(row: unknown): IdentityEntry | undefined {
  const entry = entryOfRow(row);
  return entry?.type === 'EMAIL_ADDRESS' ? undefined : entry;
}
