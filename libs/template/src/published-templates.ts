import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '@sesame/email';
import { readContent } from './read-content';
import type { TableAccess } from './table-access';
import type { TemplateContent } from './template';
import { fromNamedItem } from './template-item';
import { keyByName } from './template-key';

const mostRemembered = 50;

type OneVersion = { id: string; version: number; versionId: string };

/** What an e-mail is made from at this moment. */
export type PublishedTemplate = OneVersion & { content: TemplateContent };

/** Templates as those who send by them see them. */
export type PublishedTemplates = {
  /** By id or alias: what is published now, or why there is nothing to send. */
  find(name: string, connection: Connection): Promise<PublishedTemplate | 'unknown' | 'unpublished'>;
  /** Of a version that was found before, published or not by now. */
  content(version: OneVersion, connection: Connection): Promise<TemplateContent | undefined>;
};

/**
 * Reads one item to know which version is published, and its content where it is not remembered: contents never change, so
 * what is remembered is never old.
 */
export function publishedTemplates(access: TableAccess): PublishedTemplates {
  const remembered = new Map<string, TemplateContent>();

  async function content({ id, versionId }: OneVersion, connection: Connection): Promise<TemplateContent | undefined> {
    const known = remembered.get(versionId);
    if (known) return known;
    const read = await readContent(access, { connection, id }, versionId);
    if (!read) return undefined;
    if (remembered.size >= mostRemembered) remembered.delete(oldestOf(remembered));
    remembered.set(versionId, read);
    return read;
  }

  return {
    content,

    async find(name, connection) {
      const { Item } = await access.dynamoDb.send(
        new GetCommand({ TableName: access.tableName, Key: keyByName(connection, name), ConsistentRead: true }),
      );
      if (Item === undefined) return 'unknown';
      const { id, published } = fromNamedItem(Item);
      if (!published) return 'unpublished';
      const { version, versionId } = published;
      const found = await content({ id, version, versionId }, connection);
      return found ? { id, version, versionId, content: found } : 'unknown';
    },
  };
}

/** A Map gives its keys in the order they were set. */
function oldestOf(map: Map<string, unknown>): string {
  return map.keys().next().value ?? '';
}
