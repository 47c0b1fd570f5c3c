import type { Callback, Level, Table } from 'dynalite/db/index.js';
import { AwsError } from '../aws-error';
import { expiryPrefix, indexesPrefix, itemPrefix, rangeOf, tablePrefix } from './row-keys';
import { eachRow } from './each-row';
import { tableRecord, type TableRecord } from './table-record';

/** The tables that exist: read once when the database is opened, and written through. */
export interface Tables {
  get(name: string): TableRecord | undefined;
  /** Throws ResourceNotFoundException. */
  existing(name: string): TableRecord;
  /** In the order of ListTables. */
  names(): string[];
  /** Makes a record count for every operation from now on; it is kept only once it is saved. */
  set(record: TableRecord): void;
  save(record: TableRecord): Promise<void>;
  /** Forgets the table and deletes what is in it. */
  remove(name: string): Promise<void>;
  /** Deletes rows that a removal cut short by a crash has left under this name. */
  clear(name: string): Promise<void>;
}

export async function openTables(database: Level): Promise<Tables> {
  const records = new Map<string, TableRecord>();
  await eachRow(database.values(rangeOf(tablePrefix)), (row) => {
    const record = tableRecord.parse(row);
    records.set(record.TableName, record);
  });

  async function clear(name: string): Promise<void> {
    for (const prefix of [itemPrefix(name), indexesPrefix(name), expiryPrefix(name)]) {
      await database.clear(rangeOf(prefix));
    }
  }

  return {
    get: (name) => records.get(name),
    existing(name) {
      const record = records.get(name);
      if (!record) throw tableNotFound(`: Table: ${name} not found`);
      return record;
    },
    names: () => [...records.keys()].sort(),
    set: (record) => void records.set(record.TableName, record),
    async save(record) {
      records.set(record.TableName, record);
      await database.batch([{ type: 'put', key: tablePrefix + record.TableName, value: record }]);
    },
    async remove(name) {
      records.delete(name);
      await database.batch([{ type: 'del', key: tablePrefix + name }]);
      await clear(name);
    },
    clear,
  };
}

/** How dynalite's actions look a table up. */
export function tableLookup(tables: Tables): (name: string, callback: Callback<Table>) => void {
  return (name, callback) => {
    const record = tables.get(name);
    if (record) callback(null, record);
    else callback(tableNotFound());
  };
}

function tableNotFound(which = ''): AwsError {
  return new AwsError('ResourceNotFoundException', `Requested resource not found${which}`);
}
