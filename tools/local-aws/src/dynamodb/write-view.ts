import db, { type ItemStore, type Row, type Store } from 'dynalite/db/index.js';
import { storeOptions } from './dynalite-actions';
import { expiryRowKey } from './expiry';
import type { Overlay } from './overlay';
import { indexPrefix, indexRowKey, itemPrefix } from './row-keys';
import type { TableRecord } from './table-record';
import { tableLookup, type Tables } from './tables';

/** What one writing action of dynalite works on. */
export interface WriteView {
  store: Store;
  /** The item the action is about, as it was before; undefined if there was none. */
  itemBefore(): Row | undefined;
}

/**
 * A store for one writing action of dynalite, which handles one item: everything that follows from the item (its index
 * rows, and the row that says when it expires) changes in the same overlay. Answers at once; its locks are none,
 * because writes are taken one after the other.
 */
export function createWriteView(overlay: Overlay, tables: Tables): WriteView {
  let itemKey = '';
  let before: Row | undefined;

  function moveExpiry(tableName: string, after: Row | undefined): void {
    const attribute = tables.get(tableName)?.TimeToLiveAttribute;
    if (!attribute) return;
    const from = expiryRowKey(tableName, attribute, itemKey, before);
    const to = expiryRowKey(tableName, attribute, itemKey, after);
    if (from === to) return;
    if (from) overlay.remove(from);
    if (to) overlay.put(to, {});
  }

  const itemStore = (tableName: string): ItemStore => ({
    lock(key, deed) {
      itemKey = key;
      deed((callback) => callback);
    },
    get(key, callback) {
      before = overlay.get(itemPrefix(tableName) + key);
      callback(null, before);
    },
    put(key, item, callback) {
      overlay.put(itemPrefix(tableName) + key, item);
      moveExpiry(tableName, item);
      callback(null);
    },
    del(key, callback) {
      overlay.remove(itemPrefix(tableName) + key);
      moveExpiry(tableName, undefined);
      callback(null);
    },
    createValueStream: notForWriting,
  });

  return {
    itemBefore: () => before,
    store: {
      options: storeOptions,
      getTable: tableLookup(tables),
      getItemDb: itemStore,
      getIndexDb(_type, tableName, indexName) {
        const prefix = indexPrefix(tableName, indexName);
        return {
          put(key, row, callback) {
            const invalid = emptyIndexKey(tables.get(tableName), indexName, row);
            if (invalid) return callback(invalid);
            overlay.put(prefix + indexRowKey(key, itemKey), row);
            callback(null);
          },
          del(key, callback) {
            overlay.remove(prefix + indexRowKey(key, itemKey));
            callback(null);
          },
          createValueStream: notForWriting,
        };
      },
    },
  };
}

/** The refusal of an empty string or binary as an index key, which dynalite lacks. */
function emptyIndexKey(table: TableRecord | undefined, indexName: string, row: Row): Error | undefined {
  const index = table?.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === indexName);
  const empty = index?.KeySchema.find(({ AttributeName }) => isEmptyScalar(row[AttributeName]));
  if (!empty) return undefined;
  return db.validationError(
    'One or more parameter values are not valid. A value specified for a secondary index key is not supported. ' +
      'The AttributeValue for a key attribute cannot contain an empty string value. ' +
      `IndexName: ${indexName}, IndexKey: ${empty.AttributeName}`,
  );
}

function isEmptyScalar(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return ('S' in value && value.S === '') || ('B' in value && value.B === '');
}

function notForWriting(): never {
  throw new Error('A write reads one item, never a range.');
}
