import { isUuid } from '@sesame/email';
import { parseInput, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import { origins, type SuppressionTable } from '@sesame/suppression';
import * as z from 'zod/mini';
import { suppressionAnswer } from './suppression-answer';

const defaultLimit = 20;
const maximumLimit = 100;

const limit = z.pipe(
  z.string().check(
    z.refine((text) => /^[0-9]{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= maximumLimit, {
      error: `must be a whole number from 1 to ${maximumLimit}`,
    }),
  ),
  z.transform(Number),
);
const id = z.optional(z.string().check(z.refine(isUuid, { error: 'must be the id of a suppression' })));

/** The query of `GET /suppressions`. */
export const listQuery = z
  .strictObject({
    limit: z.prefault(limit, String(defaultLimit)),
    after: id,
    before: id,
    origin: z.optional(z.enum(origins)),
  })
  .check(
    z.refine(({ after, before }) => after === undefined || before === undefined, {
      error: 'must not be given together with "after"',
      path: ['before'],
    }),
  );

/** `GET /suppressions?limit&after&before&origin`: one page of the list, in the order of ids. */
export function listSuppressions(suppressions: Pick<SuppressionTable, 'list'>) {
  return async ({ holder: { connection }, query }: ApiRequest): Promise<ApiAnswer> => {
    const { after, before, origin, limit } = parseInput(listQuery, query);
    const { entries, hasMore } = await suppressions.list({
      connection,
      limit,
      ...(after !== undefined && { after }),
      ...(before !== undefined && { before }),
      ...(origin !== undefined && { origin }),
    });
    return { body: { object: 'list', has_more: hasMore, data: entries.map(suppressionAnswer) } };
  };
}
