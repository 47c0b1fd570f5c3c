import * as z from 'zod/mini';
import { parseInput } from './parse-input';

const defaultLimit = 20;
const maximumLimit = 100;

/** Which part of a list is asked for: the `limit` entries that follow one (`after`), or the ones just `before` one. */
export type Page = { limit: number; after?: string; before?: string };

const limit = z.pipe(
  z.string().check(
    z.refine((text) => /^[0-9]{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= maximumLimit, {
      error: `must be a whole number from 1 to ${maximumLimit}`,
    }),
  ),
  z.transform(Number),
);
const id = z.optional(z.guid({ error: 'must be the id of an entry of this list' }));

/** The query of a list without filters. */
export const pageQuery = z
  .strictObject({ limit: z.prefault(limit, String(defaultLimit)), after: id, before: id })
  .check(
    z.refine(({ after, before }) => after === undefined || before === undefined, {
      error: 'must not be given together with "after"',
      path: ['before'],
    }),
  );

/**
 * The page that the query of a list without filters asks for: `limit` from 1 to 100 (20), and at most one of `after` and
 * `before`, which are ids of entries.
 * @throws ApiError `validation_error` that names the parameter
 */
export function parsePage(query: Record<string, string>): Page {
  const { limit, after, before } = parseInput(pageQuery, query);
  return {
    limit,
    ...(after !== undefined && { after: after.toLowerCase() }),
    ...(before !== undefined && { before: before.toLowerCase() }),
  };
}
