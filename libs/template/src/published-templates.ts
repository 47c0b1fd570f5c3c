import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '@sesame/email';
import { readContent } from './read-content';
import type { TableAccess } from './table-access';
import type { TemplateContent } from './template';
import { fromNamedItem } from './template-item';
import { keyByName } from './template-key';

const mostRemembered = 50;

/** What an e-mail is made from at this moment. */
export type PublishedTemplate = { id: string; version: number; versionId: string; content: TemplateContent };

/** Templates as those who send by them see them. */
export type PublishedTemplates = {
  /** By id or alias: what is published now, or why there is nothing to send. */
  find(name: string, connection: Connection): Promise<PublishedTemplate | 'unknown' | 'unpublished'>;
};

/**
 * Reads one item to know which version is published, and its content where it is not remembered: contents never change, so
 * what is remembered is never old.
 */
export function publishedTemplates(access: TableAccess): PublishedTemplates {
  const remembered = new Map<string, TemplateContent>();

  return {
    async find(name, connection) {
      const { Item } = await access.dynamoDb.send(
        new GetCommand({ TableName: access.tableName, Key: keyByName(connection, name), ConsistentRead: true }),
      );
      if (Item === undefined) return 'unknown';
      const { id, published } = fromNamedItem(Item);
      if (!published) return 'unpublished';
      const { version, versionId } = published;
      const content = remembered.get(versionId) ?? (await readContent(access, { connection, id }, versionId));
      if (!content) return 'unknown';
      if (!remembered.has(versionId) && remembered.size >= mostRemembered) remembered.delete(oldestOf(remembered));
      remembered.set(versionId, content);
      return { id, version, versionId, content };
    },
  };
}

/** A Map gives its keys in the order they were set. */
function oldestOf(map: Map<string, unknown>): string {
  return map.keys().next().value ?? '';
}
