import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { packTemplate } from './content-item';
import { toWorkItem } from './ses-work';
import type { TableAccess } from './table-access';
import type { PublishedVersion, StoredTemplate, TemplateContent } from './template';
import { toAliasItem, toTemplateItem, toVersionItem } from './template-item';
import { aliasKey, contentKey, templateKey } from './template-key';

/** A change of one template, from what was read to what is to stand: created where nothing was, removed where nothing is left. */
export type TemplateChange = {
  before: StoredTemplate | undefined;
  after: StoredTemplate | undefined;
  /** Of the draft after the change, where it is a new one. */
  content?: TemplateContent;
};

/** `changed`: somebody else changed the template since it was read, and nothing was written. */
export type Saved = 'saved' | 'changed' | 'alias-taken';

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/**
 * Writes a change whole or not at all, in one transaction, on the condition that the template still stands as it was read.
 * A version is written once and never again, and SES is to be told of it; a draft that was never published goes with the one that replaces it.
 */
export async function saveTemplate(access: TableAccess, change: TemplateChange): Promise<Saved> {
  const taking = takenAlias(access.tableName, change);
  const writes = [
    templateWrite(access.tableName, change),
    ...(taking ? [taking] : []),
    ...otherWrites(access.tableName, change),
  ];
  try {
    await access.dynamoDb.send(new TransactWriteCommand({ TransactItems: writes }));
    return 'saved';
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const codes = error.CancellationReasons?.map(({ Code }) => Code) ?? [];
    if (codes[0] === 'ConditionalCheckFailed' || codes.includes('TransactionConflict')) return 'changed';
    if (taking && codes[1] === 'ConditionalCheckFailed') return 'alias-taken';
    throw error;
  }
}

function templateWrite(TableName: string, { before, after }: TemplateChange): Write {
  const unchanged = before
    ? { ConditionExpression: 'revision = :revision', ExpressionAttributeValues: { ':revision': before.revision } }
    : { ConditionExpression: 'attribute_not_exists(pk)' };
  if (after) return { Put: { TableName, Item: toTemplateItem(after), ...unchanged } };
  if (before) return { Delete: { TableName, Key: templateKey(before), ...unchanged } };
  throw new Error('A change is of a template that was there before or is there after it.');
}

function takenAlias(TableName: string, { before, after }: TemplateChange): Write | undefined {
  if (after?.alias === undefined || after.alias === before?.alias) return undefined;
  const Item = toAliasItem(after, after.alias);
  return { Put: { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' } };
}

function otherWrites(TableName: string, { before, after, content }: TemplateChange): Write[] {
  const writes: Write[] = [];
  if (before?.alias !== undefined && before.alias !== after?.alias) {
    writes.push({ Delete: { TableName, Key: aliasKey(before, before.alias) } });
  }
  if (after?.alias !== undefined && after.alias === before?.alias && after.published !== before.published) {
    writes.push({ Put: { TableName, Item: toAliasItem(after, after.alias) } });
  }
  if (before && before.draft.version === undefined && before.draft.versionId !== after?.draft.versionId) {
    writes.push({ Delete: { TableName, Key: contentKey(before, before.draft.versionId) } });
  }
  if (after && content) {
    const Item = { ...contentKey(after, after.draft.versionId), packed: packTemplate(content) };
    writes.push({ Put: { TableName, Item } });
  }
  const version = newVersion(before, after);
  if (after && version) {
    const { connection, id } = after;
    writes.push({ Put: { TableName, Item: toVersionItem(after, version) } });
    writes.push({ Put: { TableName, Item: toWorkItem({ connection, id, does: 'publish', ...version }) } });
  }
  if (before && !after && before.lastVersion > 0) {
    const { connection, id, lastVersion } = before;
    writes.push({ Put: { TableName, Item: toWorkItem({ connection, id, does: 'remove', lastVersion }) } });
  }
  return writes;
}

/** The version that a change publishes for the first time. */
function newVersion(
  before: StoredTemplate | undefined,
  after: StoredTemplate | undefined,
): PublishedVersion | undefined {
  return after && after.lastVersion > (before?.lastVersion ?? 0) ? after.published : undefined;
}
