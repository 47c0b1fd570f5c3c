import type { Range } from 'dynalite/db/index.js';

/**
 * The keys under which rows stand in the database. Names of tables and indexes hold no `~`, and what follows them is
 * hexadecimal digits, `/` and `~`, so that no two prefixes overlap and `\xff` is above every key of one.
 */
const end = '\xff';

export const tablePrefix = 'table~';
export const itemPrefix = (tableName: string) => `item~${tableName}~`;
export const indexPrefix = (tableName: string, indexName: string) => `index~${tableName}~${indexName}~`;
/** Of all indexes of a table. */
export const indexesPrefix = (tableName: string) => `index~${tableName}~`;
export const expiryPrefix = (tableName: string) => `expiry~${tableName}~`;

/** All keys with a prefix. */
export function rangeOf(prefix: string): Range {
  return { gte: prefix, lt: prefix + end };
}

/** A range of one table's or index's own keys, as a range of the database's. */
export function rangeWithin(prefix: string, { gt, gte, lt, lte, reverse = false, limit = -1 }: Range): Range {
  return {
    ...(gt !== undefined ? { gt: prefix + gt } : { gte: prefix + (gte ?? '') }),
    ...(lte !== undefined ? { lte: prefix + lte } : { lt: prefix + (lt ?? end) }),
    reverse,
    limit,
  };
}

/**
 * The key of an index row. dynalite's own ends in 24 bits of a hash of the item's key, so that of items with the same
 * index key two could share a row; the item's key behind it keeps them apart, in the same order.
 */
export function indexRowKey(indexKey: string, itemKey: string): string {
  return `${indexKey}/${itemKey}`;
}
