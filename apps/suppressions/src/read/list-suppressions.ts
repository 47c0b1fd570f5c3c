import { pageQuery, parseInput, parsePage, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import { origins, type SuppressionTable } from '@sesame/suppression';
import * as z from 'zod/mini';
import { suppressionAnswer } from './suppression-answer';

const filter = z.object({ origin: z.optional(z.enum(origins)) });

/** The query of `GET /suppressions`: a page, and a filter. */
export const listQuery = z.strictObject({ ...pageQuery.shape, ...filter.shape });

/** `GET /suppressions?limit&after&before&origin`: one page of the list, in the order of ids. */
export function listSuppressions(suppressions: Pick<SuppressionTable, 'list'>) {
  return async ({ holder: { connection }, query }: ApiRequest): Promise<ApiAnswer> => {
    const { origin: _, ...paging } = query;
    const page = parsePage(paging);
    const { origin } = parseInput(filter, query);
    const { entries, hasMore } = await suppressions.list({
      connection,
      ...page,
      ...(origin !== undefined && { origin }),
    });
    return { body: { object: 'list', has_more: hasMore, data: entries.map(suppressionAnswer) } };
  };
}
