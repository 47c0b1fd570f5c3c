import { Stream } from 'node:stream';
import db, {
  type CheckedInput,
  type ItemStore,
  type Level,
  type Range,
  type Row,
  type Snapshot,
  type Store,
} from 'dynalite/db/index.js';
import { storeOptions } from './dynalite-actions';
import { indexPrefix, indexRowKey, itemPrefix, rangeWithin } from './row-keys';
import type { Parts } from './parts';
import type { TableRecord } from './table-record';
import { tableLookup } from './tables';

/**
 * A store for one reading action of dynalite. A range is of one moment in any case; items that are got one by one are
 * so with a `snapshot`. Getting answers at once.
 */
export function createReadView(
  { database, tables }: Pick<Parts, 'database' | 'tables'>,
  input: CheckedInput,
  snapshot?: Snapshot,
): Store {
  const readStore = (prefix: string, exactRange: (range: Range) => Range): ItemStore => ({
    lock: notForReading,
    put: notForReading,
    del: notForReading,
    get: (key, callback) => callback(null, database.getSync(prefix + key, snapshot && { snapshot })),
    createValueStream: (range) => streamOf(database, rangeWithin(prefix, exactRange(range))),
  });

  return {
    options: storeOptions,
    getTable: tableLookup(tables),
    getItemDb: (tableName) => readStore(itemPrefix(tableName), (range) => range),
    getIndexDb: (_type, tableName, indexName) =>
      readStore(indexPrefix(tableName, indexName), (range) =>
        afterStartKey(range, startRow(tables.existing(tableName), indexName, input.ExclusiveStartKey)),
      ),
  };
}

/** dynalite's key of the row to start after, and the key under which that row really stands. */
interface StartRow {
  indexKey: string;
  rowKey: string;
}

function startRow(table: TableRecord, indexName: string, startKey: Row | undefined): StartRow | undefined {
  const index = table.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === indexName);
  if (!index || !startKey) return undefined;
  const indexKey = db.createIndexKey(startKey, table, index.KeySchema);
  return { indexKey, rowKey: indexRowKey(indexKey, db.createKey(startKey, table)) };
}

function afterStartKey(range: Range, start: StartRow | undefined): Range {
  if (!start) return range;
  if (range.gt === start.indexKey) return { ...range, gt: start.rowKey };
  if (range.lt === start.indexKey) return { ...range, lt: start.rowKey };
  return range;
}

/** The rows of a range as the events dynalite listens to; its `pipe` says that it has enough. */
function streamOf(database: Level, range: Range): Stream {
  const stream = new Stream();
  const iterator = database.values(range);
  let enough = false;
  stream.once('pipe', () => {
    enough = true;
  });
  async function flow(): Promise<void> {
    try {
      while (!enough) {
        const rows = await iterator.nextv(100);
        if (rows.length === 0) break;
        for (const row of rows) if (!enough) stream.emit('data', row);
      }
      if (!enough) stream.emit('end');
    } catch (error) {
      stream.emit('error', error);
    } finally {
      await iterator.close();
    }
  }
  void flow();
  return stream;
}

function notForReading(): never {
  throw new Error('A read writes nothing.');
}
