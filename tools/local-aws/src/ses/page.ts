import * as z from 'zod';
import { AwsError } from '../aws-error';
import { constraintError } from './constraint-error';

/** Members by which a list operation is paged. They come as text when they stand in the query. */
export const pageInput = { PageSize: z.coerce.number().int().optional(), NextToken: z.string().optional() };

export interface PageRequest {
  PageSize?: number | undefined;
  NextToken?: string | undefined;
}

/**
 * One page of a list that is ordered by `keyOf`. `list` gives up to `limit` entries after a key. A page holds up to
 * `PageSize` entries, 1,000 if it is 0 or absent (that 0 means so is unverified).
 */
export function pageOf<Entry>(
  request: PageRequest,
  list: (limit: number, after: string | undefined) => Entry[],
  keyOf: (entry: Entry) => string,
): { entries: Entry[]; nextToken?: string } {
  const pageSize = request.PageSize ?? 0;
  if (pageSize < 0) throw constraintError('pageSize', 'Member must have value greater than or equal to 0');
  if (pageSize > 1000) throw constraintError('pageSize', 'Member must have value less than or equal to 1000');
  const limit = pageSize || 1000;
  const found = list(limit + 1, keyIn(request.NextToken));
  const entries = found.slice(0, limit);
  const last = entries.at(-1);
  return { entries, ...(last !== undefined && found.length > limit && { nextToken: tokenOf(keyOf(last)) }) };
}

const tokenSchema = z.strictObject({ after: z.string() });

function tokenOf(after: string): string {
  return Buffer.from(JSON.stringify({ after })).toString('base64url');
}

function keyIn(token: string | undefined): string | undefined {
  if (token === undefined) return undefined;
  try {
    return tokenSchema.parse(JSON.parse(Buffer.from(token, 'base64url').toString())).after;
  } catch {
    throw new AwsError('InvalidNextTokenException', 'The specified next token is not valid.');
  }
}
