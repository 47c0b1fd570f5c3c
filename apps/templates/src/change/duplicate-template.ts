import { ApiError, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import type { TemplateTable } from '@sesame/template';
import { readDraft } from '../read-draft';
import { newTemplate } from './create-template';
import { draftOf } from './next-template';

const longestName = 200;

export type DuplicateParts = {
  templates: Pick<TemplateTable, 'find' | 'content' | 'save'>;
  newId: (now: Date) => string;
};

/** `POST /templates/{id or alias}/duplicate`: a new template with the same draft; without an alias, and not published. */
export function duplicateTemplate({ templates, newId }: DuplicateParts) {
  return async ({ holder: { connection }, pathParameters, now }: ApiRequest): Promise<ApiAnswer> => {
    const { template, content } = await readDraft(templates, pathParameters, connection);
    const name = `Copy of ${template.name}`.slice(0, longestName).toWellFormed();
    const after = newTemplate({ connection, id: newId(now), name, draft: draftOf(newId(now), content), now });
    if ((await templates.save({ before: undefined, after, content })) === 'saved') {
      return { body: { object: 'template', id: after.id } };
    }
    throw new ApiError('application_error', 'The copy could not be written; please try again.', {
      retryAfterSeconds: 1,
    });
  };
}
