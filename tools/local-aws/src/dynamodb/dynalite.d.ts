/**
 * What the embedded AWS uses of dynalite 4.0.0's inner modules, which ship no types. They are not a public API:
 * dynalite is pinned to this version.
 */
declare module 'dynalite/db/index.js' {
  import type { Stream } from 'node:stream';

  /** An item, a key, or another JSON object that is stored. */
  export type Row = Record<string, unknown>;

  export interface KeySchemaElement {
    AttributeName: string;
    KeyType: 'HASH' | 'RANGE';
  }

  export interface Index {
    IndexName: string;
    KeySchema: KeySchemaElement[];
    Projection: { ProjectionType: 'ALL' | 'KEYS_ONLY' | 'INCLUDE'; NonKeyAttributes?: string[] | undefined };
  }

  /** The part of a table's description that dynalite reads. */
  export interface Table {
    TableName: string;
    AttributeDefinitions: { AttributeName: string; AttributeType: 'S' | 'N' | 'B' }[];
    KeySchema: KeySchemaElement[];
    GlobalSecondaryIndexes?: Index[] | undefined;
  }

  export type Callback<Result> = (error: Error | null, result?: Result) => void;

  /** Bounds of keys, as LevelDB takes them. A `limit` of -1 is none. */
  export interface Range {
    gt?: string;
    gte?: string;
    lt?: string;
    lte?: string;
    reverse?: boolean;
    limit?: number;
  }

  /** Where dynalite reads and writes the items of one table. */
  export interface ItemStore {
    /** Calls `deed` once nobody else holds `key`; a callback wrapped by `release` lets go of it. */
    lock(key: string, deed: (release: <Result>(callback: Callback<Result>) => Callback<Result>) => void): void;
    get(key: string, callback: Callback<Row>): void;
    put(key: string, item: Row, callback: Callback<void>): void;
    del(key: string, callback: Callback<void>): void;
    createValueStream(range: Range): Stream;
  }

  /** Where dynalite reads and writes the rows of one index. */
  export type IndexStore = Pick<ItemStore, 'put' | 'del' | 'createValueStream'>;

  /** What dynalite's actions work on. */
  export interface Store {
    options: { maxItemSize: number };
    getTable(name: string, callback: Callback<Table>): void;
    getItemDb(tableName: string): ItemStore;
    getIndexDb(type: 'Local' | 'Global' | 'local' | 'global', tableName: string, indexName: string): IndexStore;
  }

  /** An input that has passed dynalite's validation. Members that begin with `_` are its parsed expressions. */
  export type CheckedInput = Row & {
    TableName: string;
    Item?: Row;
    Key?: Row;
    ExclusiveStartKey?: Row;
  };

  export interface Snapshot {
    close(): Promise<void>;
  }

  export interface RowIterator<Value> {
    nextv(size: number): Promise<Value[]>;
    close(): Promise<void>;
  }

  export type RowOperation = { type: 'put'; key: string; value: Row } | { type: 'del'; key: string };

  /** The LevelDB, or its like in memory, with JSON values; dynalite has wrapped some of its methods. */
  export interface Level {
    open(): Promise<void>;
    close(): Promise<void>;
    getSync(key: string, options?: { snapshot: Snapshot }): Row | undefined;
    /** Writes all of these or, whatever happens, none. */
    batch(operations: RowOperation[]): Promise<void>;
    keys(range: Range): RowIterator<string>;
    values(range: Range & { snapshot?: Snapshot }): RowIterator<Row>;
    clear(range: Range): Promise<void>;
    snapshot(): Snapshot;
  }

  interface IndexRow {
    index: string;
    key: string;
    item: Row;
  }

  const db: {
    /** In memory without a path. */
    create(options: { path?: string }): { db: Level };
    MAX_SIZE: number;
    createKey(item: Row, table: Table): string;
    createIndexKey(item: Row, table: Table, keySchema: KeySchemaElement[]): string;
    /** These three return what is wrong, if anything is. */
    validateKey(key: Row, table: Table): Error | null | undefined;
    validateItem(item: Row, table: Table): Error | null | undefined;
    checkConditional(input: CheckedInput, existingItem: Row | undefined): Error | null | undefined;
    getIndexActions(
      indexes: Index[],
      existingItem: Row | null,
      item: Row | null,
      table: Table,
    ): { puts: IndexRow[]; deletes: Omit<IndexRow, 'item'>[] };
    validationError(message: string): Error;
    /** In bytes, names included. */
    itemSize(item: Row): number;
    capacityUnits(item: Row | undefined, isRead: boolean, isConsistent: boolean): number;
  };
  export default db;
}

declare module 'dynalite/validations/index.js' {
  import type { CheckedInput, Row } from 'dynalite/db/index.js';

  export type Custom = (input: CheckedInput, store: { options: { maxItemSize: number } }) => string | undefined;

  const validations: {
    /** Returns a copy of what `types` name, and deletes from `input` what they do not. */
    checkTypes(input: Row, types: Row): CheckedInput;
    checkValidations(
      input: CheckedInput,
      types: Row,
      custom: Custom | undefined,
      store: { options: { maxItemSize: number } },
    ): void;
  };
  export default validations;
}

declare module 'dynalite/validations/*' {
  import type { Row } from 'dynalite/db/index.js';
  import type { Custom } from 'dynalite/validations/index.js';

  const validation: { types: Row; custom?: Custom };
  export default validation;
}

declare module 'dynalite/actions/*' {
  import type { Callback, CheckedInput, Row, Store } from 'dynalite/db/index.js';

  const action: (store: Store, input: CheckedInput, callback: Callback<Row>) => void;
  export default action;
}
