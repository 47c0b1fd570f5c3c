import type { Row } from 'dynalite/db/index.js';
import * as z from 'zod';
import { AwsError } from '../aws-error';
import { backfill } from './backfill';
import { runAtOnce } from './dynalite-actions';
import { eachRow } from './each-row';
import { expiryBound, expiryRowKey, itemKeyOf } from './expiry';
import type { Parts } from './parts';
import { expiryPrefix, itemPrefix, rangeOf } from './row-keys';
import type { TableRecord } from './table-record';
import { createWriteView } from './write-view';

const fiveYearsInSeconds = 5 * 365.25 * 86_400;

export const updateTimeToLiveInput = z.strictObject({
  TableName: z.string(),
  TimeToLiveSpecification: z.strictObject({ Enabled: z.boolean(), AttributeName: z.string().min(1).max(255) }),
});

/** UpdateTimeToLive, in effect when it answers. */
export async function updateTimeToLive(parts: Parts, input: z.infer<typeof updateTimeToLiveInput>): Promise<Row> {
  const { AttributeName, Enabled } = input.TimeToLiveSpecification;
  const table = parts.tables.existing(input.TableName);
  const enabled = table.TimeToLiveAttribute !== undefined;
  if (Enabled === enabled) {
    throw new AwsError('ValidationException', `TimeToLive is already ${enabled ? 'enabled' : 'disabled'}`);
  }
  await setTimeToLive(parts, table, Enabled ? AttributeName : undefined);
  return { TimeToLiveSpecification: input.TimeToLiveSpecification };
}

export function describeTimeToLive({ tables }: Parts, name: string): Row {
  const { TimeToLiveAttribute: AttributeName } = tables.existing(name);
  const status = AttributeName ? { TimeToLiveStatus: 'ENABLED', AttributeName } : { TimeToLiveStatus: 'DISABLED' };
  return { TimeToLiveDescription: status };
}

/** Makes items expire by another attribute, or by none, those that are there already included. */
export async function setTimeToLive(
  parts: Parts,
  { TimeToLiveAttribute: _, ...table }: TableRecord,
  attribute: string | undefined,
): Promise<void> {
  const { database, tables } = parts;
  const name = table.TableName;
  const record: TableRecord = attribute ? { ...table, TimeToLiveAttribute: attribute } : table;
  await database.clear(rangeOf(expiryPrefix(name)));
  tables.set(record);
  if (attribute) {
    await backfill(parts, name, (overlay, itemKey, item) => {
      const row = expiryRowKey(name, attribute, itemKey, item);
      if (row) overlay.put(row, {});
    });
  }
  await tables.save(record);
}

/**
 * Deletes what has expired, but nothing that expired more than five years ago, which DynamoDB ignores (AWS
 * documentation: DynamoDB, Time to Live). Until then reads return expired items, as on AWS.
 */
export async function deleteExpired(parts: Parts): Promise<void> {
  const { clock, database, tables } = parts;
  const seconds = Math.floor(clock.now() / 1000);
  for (const name of tables.names()) {
    const range = { gte: expiryBound(name, seconds - fiveYearsInSeconds), lt: expiryBound(name, seconds) };
    await eachRow(database.keys(range), (row) => deleteIfExpired(parts, name, row));
  }
}

/** Deletes the item if it still expires when the row says so, and the row in any case. */
function deleteIfExpired({ tables, writer }: Parts, name: string, row: string): Promise<void> {
  return writer.write((overlay) => {
    const table = tables.get(name);
    const attribute = table?.TimeToLiveAttribute;
    const itemKey = itemKeyOf(row);
    const item = overlay.get(itemPrefix(name) + itemKey);
    overlay.remove(row);
    if (!table || !attribute || !item || expiryRowKey(name, attribute, itemKey, item) !== row) return;
    const Key = Object.fromEntries(table.KeySchema.map(({ AttributeName }) => [AttributeName, item[AttributeName]]));
    runAtOnce('DeleteItem', createWriteView(overlay, tables).store, { TableName: name, Key });
  });
}
