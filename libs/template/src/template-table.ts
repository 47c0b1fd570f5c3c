import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { isUuid, type Connection } from '@sesame/email';
import { readContent } from './read-content';
import { saveTemplate, type Saved, type TemplateChange } from './save-template';
import type { TableAccess } from './table-access';
import type { PublishedVersion, StoredTemplate, TemplateContent } from './template';
import { fromNamedItem, fromTemplateItem, fromVersionItem } from './template-item';
import {
  aliasKey,
  onePartition,
  templateKey,
  templateSortKeys,
  templatesPartition,
  versionKey,
  versionSortKeys,
} from './template-key';

/** The part of a list that is asked for: the entries that follow one, or those just before one. */
export type Edges<Edge> = { limit: number; after?: Edge; before?: Edge };
export type Paged<Entry> = { entries: Entry[]; hasMore: boolean };
type OneTemplate = Pick<StoredTemplate, 'connection' | 'id'>;

/** The templates of all connections: names, drafts and versions. */
export type TemplateTable = {
  /** By its id or its alias. */
  find(name: string, connection: Connection): Promise<StoredTemplate | undefined>;
  /** One page, the newest template first. */
  list(page: Edges<string>, connection: Connection): Promise<Paged<StoredTemplate>>;
  content(template: OneTemplate, versionId: string): Promise<TemplateContent | undefined>;
  /** One page of what was published, the newest version first. */
  versions(template: OneTemplate, page: Edges<number>): Promise<Paged<PublishedVersion>>;
  version(template: OneTemplate, version: number): Promise<PublishedVersion | undefined>;
  save(change: TemplateChange): Promise<Saved>;
};

export function templateTable(access: TableAccess): TemplateTable {
  const { dynamoDb, tableName: TableName } = access;
  const get = async (Key: Record<string, string>): Promise<unknown> =>
    (await dynamoDb.send(new GetCommand({ TableName, Key, ConsistentRead: true }))).Item;

  async function page(pk: string, prefix: string, { limit, after, before }: Edges<string>): Promise<Paged<unknown>> {
    const edge = after ?? before;
    const { Items = [] } = await dynamoDb.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
        ...(edge !== undefined && { ExclusiveStartKey: { pk, sk: edge } }),
        ScanIndexForward: before !== undefined,
        ConsistentRead: true,
        // One more than a page tells whether there is more; so many items of a few hundred bytes always come at once.
        Limit: limit + 1,
      }),
    );
    const entries = Items.slice(0, limit);
    return { entries: before === undefined ? entries : entries.reverse(), hasMore: Items.length > limit };
  }

  return {
    async find(name, connection) {
      if (isUuid(name)) {
        const item = await get(templateKey({ connection, id: name.toLowerCase() }));
        return item === undefined ? undefined : fromTemplateItem(item, connection);
      }
      const alias = await get(aliasKey({ connection }, name));
      if (alias === undefined) return undefined;
      const item = await get(templateKey({ connection, id: fromNamedItem(alias).id }));
      return item === undefined ? undefined : fromTemplateItem(item, connection);
    },

    async list({ limit, after, before }, connection) {
      const { entries, hasMore } = await page(templatesPartition({ connection }), templateSortKeys, {
        limit,
        ...(after !== undefined && { after: templateKey({ connection, id: after }).sk }),
        ...(before !== undefined && { before: templateKey({ connection, id: before }).sk }),
      });
      return { entries: entries.map((item) => fromTemplateItem(item, connection)), hasMore };
    },

    content: (template, versionId) => readContent(access, template, versionId),

    async versions(template, { limit, after, before }) {
      const { entries, hasMore } = await page(onePartition(template), versionSortKeys, {
        limit,
        ...(after !== undefined && { after: versionKey(template, after).sk }),
        ...(before !== undefined && { before: versionKey(template, before).sk }),
      });
      return { entries: entries.map(fromVersionItem), hasMore };
    },

    async version(template, version) {
      const item = await get(versionKey(template, version));
      return item === undefined ? undefined : fromVersionItem(item);
    },

    save: (change) => saveTemplate(access, change),
  };
}
