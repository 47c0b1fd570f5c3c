import { invalidParameter } from './sns-errors';

/** SNS lists a hundred at a time. */
const pageSize = 100;

/** The page of `all` that begins where the page before ended; `NextToken` is there if more follow. */
export function pageOf<Item>(all: Item[], nextToken = '0'): { items: Item[]; NextToken?: string } {
  if (!/^\d{1,9}$/.test(nextToken)) throw invalidParameter('NextToken');
  const end = Number(nextToken) + pageSize;
  return { items: all.slice(Number(nextToken), end), ...(end < all.length && { NextToken: String(end) }) };
}
