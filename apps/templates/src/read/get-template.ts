import type { ApiAnswer, ApiRequest } from '@sesame/lambda';
import type { TemplateTable } from '@sesame/template';
import { readDraft } from '../read-draft';
import { shownTemplate } from './template-answer';

/** `GET /templates/{id or alias}`: the template with its draft, published or not. */
export function getTemplate(templates: Pick<TemplateTable, 'find' | 'content'>) {
  return async ({ holder: { connection }, pathParameters }: ApiRequest): Promise<ApiAnswer> => {
    const { template, content } = await readDraft(templates, pathParameters, connection);
    return { body: shownTemplate(template, content) };
  };
}
