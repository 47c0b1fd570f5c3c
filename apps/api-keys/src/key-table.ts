import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '@sesame/email';
import type { Page } from '@sesame/lambda';
import type { ApiKey } from './api-key';
import { fromKeyRow, hashOf, toKeyRow, type StoredKey } from './key-row';
import { indexName, type KeyTableAccess } from './key-table-access';
import { removeKeepingAnother, type Removal } from './remove-keeping-another';

export type ListedKeys = { keys: ApiKey[]; hasMore: boolean };

/** What people can change about a key: at least one of these. */
export type KeyChange = Partial<Pick<ApiKey, 'name' | 'resendUnconfirmed'>>;

/** The keys table as people see it; `libs/lambda` reads it to authenticate. */
export type KeyTable = {
  create(key: ApiKey, options: { token: string; connection: Connection }): Promise<void>;
  find(id: string, connection: Connection): Promise<StoredKey | undefined>;
  /** One page, the newest key first. */
  list(page: Page, connection: Connection): Promise<ListedKeys>;
  /** Answers whether the key was still there. */
  update(stored: StoredKey, change: KeyChange): Promise<boolean>;
  /** Removes a key for good, but not the last one of a connection with full access. */
  remove(stored: StoredKey, connection: Connection): Promise<Removal>;
};

export function keyTable(access: KeyTableAccess): KeyTable {
  const { dynamoDb, tableName } = access;
  return {
    async create(key, { token, connection }) {
      const Item = toKeyRow({ key, hash: hashOf(token) }, connection);
      await dynamoDb.send(
        new PutCommand({ TableName: tableName, Item, ConditionExpression: 'attribute_not_exists(pk)' }),
      );
    },

    async find(id, connection) {
      const { Items: [row] = [] } = await dynamoDb.send(
        new QueryCommand({
          TableName: tableName,
          IndexName: indexName,
          KeyConditionExpression: '#connection = :connection AND id = :id',
          ExpressionAttributeNames: { '#connection': 'connection' },
          ExpressionAttributeValues: { ':connection': connection, ':id': id },
        }),
      );
      return row && fromKeyRow(row);
    },

    async list({ limit, after, before }, connection) {
      const edge = after ?? before;
      const { Items = [] } = await dynamoDb.send(
        new QueryCommand({
          TableName: tableName,
          IndexName: indexName,
          KeyConditionExpression: `#connection = :connection${edge === undefined ? '' : ` AND id ${after === undefined ? '>' : '<'} :edge`}`,
          ExpressionAttributeNames: { '#connection': 'connection' },
          ExpressionAttributeValues: { ':connection': connection, ...(edge !== undefined && { ':edge': edge }) },
          ScanIndexForward: before !== undefined,
          // One more than a page tells whether there is more; so few rows of a few hundred bytes always come at once.
          Limit: limit + 1,
        }),
      );
      const page = Items.slice(0, limit).map((row) => fromKeyRow(row).key);
      return { keys: before === undefined ? page : page.reverse(), hasMore: Items.length > limit };
    },

    async update({ hash }, { name, resendUnconfirmed }) {
      const changed = Object.entries({ name, resend_unconfirmed: resendUnconfirmed }).filter(
        ([, value]) => value !== undefined,
      );
      try {
        await dynamoDb.send(
          new UpdateCommand({
            TableName: tableName,
            Key: { pk: hash },
            UpdateExpression: `SET ${changed.map(([attribute]) => `#${attribute} = :${attribute}`).join(', ')}`,
            ConditionExpression: 'attribute_exists(pk)',
            ExpressionAttributeNames: Object.fromEntries(changed.map(([attribute]) => [`#${attribute}`, attribute])),
            ExpressionAttributeValues: Object.fromEntries(
              changed.map(([attribute, value]) => [`:${attribute}`, value]),
            ),
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },

    async remove(stored, connection) {
      if (stored.key.permission === 'full_access') return removeKeepingAnother(access, stored, connection);
      await dynamoDb.send(new DeleteCommand({ TableName: tableName, Key: { pk: stored.hash } }));
      return 'removed';
    },
  };
}
