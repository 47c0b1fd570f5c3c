import { isDeepStrictEqual } from 'node:util';
import { parseInput, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import * as z from 'zod/mini';
import { checkContent } from '../check-content';
import { contentWarnings, type ContentWarning } from '../content-warnings';
import { alias, contentFields, templateName } from '../template-fields';
import { changeTemplate, type ChangedTemplates } from './change-template';
import { editedContent } from './edited-content';
import { draftOf, edited } from './next-template';

/** The body of `PATCH /templates/{id or alias}`. */
export const updateRequest = z
  .strictObject({ name: z.optional(templateName), alias: z.nullish(alias), ...contentFields })
  .check(
    z.refine((wish) => Object.values(wish).some((value) => value !== undefined), {
      error: 'must have at least one field to change',
    }),
  );

/**
 * `PATCH /templates/{id or alias}`: changes the draft, and the name and alias at once; what is published stays until the draft is
 * published. What is absent stays, and null is none.
 */
export function updateTemplate(templates: ChangedTemplates, newId: (now: Date) => string) {
  return async ({ holder: { connection }, pathParameters, body, now }: ApiRequest): Promise<ApiAnswer> => {
    const { name, alias, ...wish } = parseInput(updateRequest, body);
    let warnings: ContentWarning[] = [];
    const { id } = await changeTemplate(templates, { pathParameters, connection }, (template, draft) => {
      const content = editedContent(draft, wish, now);
      warnings = contentWarnings(content, checkContent(content));
      if (isDeepStrictEqual(content, draft)) {
        return { after: edited(template, { name, alias }, { now }) };
      }
      return { after: edited(template, { name, alias }, { draft: draftOf(newId(now), content), now }), content };
    });
    return { body: { object: 'template', id, warnings } };
  };
}
