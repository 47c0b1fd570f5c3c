import type { Row } from 'dynalite/db/index.js';
import { expiryPrefix } from './row-keys';

const digits = 11;

/**
 * When an item expires, in whole seconds since 1970: only a Number counts (AWS documentation: DynamoDB, Time to Live).
 * Undefined for any other value and for times that a row's key has no room for (after the year 5138).
 */
export function expirySeconds(item: Row | undefined, attribute: string): number | undefined {
  const value = item?.[attribute];
  if (typeof value !== 'object' || value === null || !('N' in value)) return undefined;
  const seconds = Math.floor(Number(value.N));
  return seconds >= 0 && seconds < 10 ** digits ? seconds : undefined;
}

/** The key of the row that says when an item expires; undefined if it does not. Rows are in the order of time. */
export function expiryRowKey(
  tableName: string,
  attribute: string,
  itemKey: string,
  item: Row | undefined,
): string | undefined {
  const seconds = expirySeconds(item, attribute);
  return seconds === undefined ? undefined : `${expiryBound(tableName, seconds)}~${itemKey}`;
}

/** Below the keys of all items that expire at this second or later, and above all that expire before. */
export function expiryBound(tableName: string, seconds: number): string {
  return expiryPrefix(tableName) + String(Math.max(0, seconds)).padStart(digits, '0');
}

/** The item that a row of `expiryRowKey` is about. */
export function itemKeyOf(expiryRow: string): string {
  return expiryRow.slice(expiryRow.lastIndexOf('~') + 1);
}
