import { parseInput, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import type { TemplateTable } from '@sesame/template';
import * as z from 'zod/mini';
import { templateOfPath } from '../template-path';
import { shownVersion } from './template-answer';

const numberUpTo = (most: number) =>
  z.pipe(
    z.string().check(
      z.refine((text) => /^[0-9]{1,9}$/.test(text) && Number(text) >= 1 && Number(text) <= most, {
        error: `must be a whole number from 1 to ${most}`,
      }),
    ),
    z.transform(Number),
  );
const edge = z.optional(numberUpTo(999_999_999));

/** The query of `GET /templates/{id or alias}/versions`: a version is named by its number. */
export const versionsQuery = z
  .strictObject({ limit: z.prefault(numberUpTo(100), '20'), after: edge, before: edge })
  .check(
    z.refine(({ after, before }) => after === undefined || before === undefined, {
      error: 'must not be given together with "after"',
      path: ['before'],
    }),
  );

/** `GET /templates/{id or alias}/versions?limit&after&before`: what was published, the newest version first. */
export function listVersions(templates: Pick<TemplateTable, 'find' | 'versions'>) {
  return async ({ holder: { connection }, pathParameters, query }: ApiRequest): Promise<ApiAnswer> => {
    const { limit, after, before } = parseInput(versionsQuery, query);
    const template = await templateOfPath(templates, pathParameters, connection);
    const { entries, hasMore } = await templates.versions(template, {
      limit,
      ...(after !== undefined && { after }),
      ...(before !== undefined && { before }),
    });
    const data = entries.map((version) => shownVersion(version, template));
    return { body: { object: 'list', has_more: hasMore, data } };
  };
}
