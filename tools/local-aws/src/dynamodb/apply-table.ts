import { randomUUID } from 'node:crypto';
import db from 'dynalite/db/index.js';
import { AwsError } from '../aws-error';
import { backfill } from './backfill';
import type { Parts } from './parts';
import { indexPrefix, indexRowKey, rangeOf } from './row-keys';
import { indexChanges } from './table-changes';
import { parseTableProperties, timeToLiveAttribute, type TableProperties } from './table-properties';
import type { GlobalSecondaryIndex, TableRecord } from './table-record';
import { setTimeToLive } from './time-to-live';

/** Creates the table, or brings it to these properties, indexes and time to live included. It is usable at once. */
export async function applyTable(parts: Parts, input: { TableName: string }): Promise<TableRecord> {
  const properties = parseTableProperties(input);
  const existing = parts.tables.get(properties.TableName);
  if (existing) await updateTable(parts, existing, properties);
  else await createTable(parts, properties);
  return parts.tables.existing(properties.TableName);
}

/** Deletes a table and what is in it, unless it is protected; a table that is not there is no error. */
export async function removeTable({ tables }: Parts, name: string): Promise<void> {
  const table = tables.get(name);
  if (!table) return;
  if (table.DeletionProtectionEnabled) {
    throw new AwsError(
      'ValidationException',
      'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    );
  }
  await tables.remove(name);
}

async function createTable({ clock, tables }: Parts, properties: TableProperties): Promise<void> {
  const attribute = timeToLiveAttribute(properties);
  await tables.clear(properties.TableName);
  await tables.save({
    TableName: properties.TableName,
    TableId: randomUUID(),
    CreationDateTime: clock.now() / 1000,
    ...definitionOf(properties),
    ...(attribute && { TimeToLiveAttribute: attribute }),
  });
}

async function updateTable(parts: Parts, existing: TableRecord, properties: TableProperties): Promise<void> {
  const { database, tables } = parts;
  const { added, removed } = indexChanges(existing, properties);
  const { GlobalSecondaryIndexes: _, ...rest } = existing;
  const record: TableRecord = { ...rest, ...definitionOf(properties) };
  const name = record.TableName;
  // Rows of an index that an earlier, interrupted update began to fill would be out of date by now.
  for (const { IndexName } of added) await database.clear(rangeOf(indexPrefix(name, IndexName)));
  tables.set(record);
  if (added.length > 0) await fillIndexes(parts, record, added);
  await tables.save(record);
  for (const index of removed) await database.clear(rangeOf(indexPrefix(name, index)));

  const attribute = timeToLiveAttribute(properties);
  if (attribute !== existing.TimeToLiveAttribute) await setTimeToLive(parts, record, attribute);
}

function fillIndexes(parts: Parts, table: TableRecord, indexes: GlobalSecondaryIndex[]): Promise<void> {
  return backfill(parts, table.TableName, (overlay, itemKey, item) => {
    for (const { index, key, item: row } of db.getIndexActions(indexes, null, item, table).puts) {
      overlay.put(indexPrefix(table.TableName, index) + indexRowKey(key, itemKey), row);
    }
  });
}

function definitionOf(properties: TableProperties) {
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, DeletionProtectionEnabled } = properties;
  return {
    AttributeDefinitions,
    KeySchema,
    DeletionProtectionEnabled,
    ...(GlobalSecondaryIndexes && { GlobalSecondaryIndexes }),
  };
}
