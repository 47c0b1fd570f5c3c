import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { unpackTemplate } from './content-item';
import type { TableAccess } from './table-access';
import type { StoredTemplate, TemplateContent } from './template';
import { contentKey } from './template-key';

const contentItem = z.object({ packed: z.instanceof(Uint8Array) });

/** The content of a draft or of a version; undefined once a newer draft has replaced it. */
export async function readContent(
  { dynamoDb, tableName }: TableAccess,
  template: Pick<StoredTemplate, 'connection' | 'id'>,
  versionId: string,
): Promise<TemplateContent | undefined> {
  const { Item } = await dynamoDb.send(
    new GetCommand({ TableName: tableName, Key: contentKey(template, versionId), ConsistentRead: true }),
  );
  return Item && unpackTemplate(contentItem.parse(Item).packed);
}
