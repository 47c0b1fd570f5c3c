import { parseInput, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import type { StoredTemplate, TemplateTable } from '@sesame/template';
import * as z from 'zod/mini';
import { checkContent } from '../check-content';
import { contentWarnings } from '../content-warnings';
import { alias, contentFields, templateName } from '../template-fields';
import { aliasTaken } from './change-template';
import { editedContent, noContent } from './edited-content';
import { draftOf } from './next-template';

/** The body of `POST /templates`. */
export const createRequest = z.strictObject({ name: templateName, alias: z.nullish(alias), ...contentFields });

export type CreateParts = { templates: Pick<TemplateTable, 'save'>; newId: (now: Date) => string };

/** `POST /templates {name, alias, from, subject, reply_to, stream, html, text, variables}`: a new template, not published yet. */
export function createTemplate({ templates, newId }: CreateParts) {
  return async ({ holder: { connection }, body, now }: ApiRequest): Promise<ApiAnswer> => {
    const { name, alias, ...wish } = parseInput(createRequest, body);
    const content = editedContent(noContent, wish, now);
    const parsed = checkContent(content);
    const draft = draftOf(newId(now), content);
    const after = newTemplate({ connection, id: newId(now), name, alias, draft, now });
    if ((await templates.save({ before: undefined, after, content })) !== 'saved') throw aliasTaken();
    return { body: { object: 'template', id: after.id, warnings: contentWarnings(content, parsed) } };
  };
}

/** A template that nobody has changed or published yet. */
export function newTemplate({
  alias,
  now,
  ...named
}: Pick<StoredTemplate, 'connection' | 'id' | 'name' | 'draft'> & {
  alias?: string | null | undefined;
  now: Date;
}): StoredTemplate {
  return {
    ...named,
    ...(typeof alias === 'string' && { alias }),
    revision: 1,
    lastVersion: 0,
    createdAt: now,
    updatedAt: now,
  };
}
