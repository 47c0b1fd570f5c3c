import { parsePage, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import type { TemplateTable } from '@sesame/template';
import { listedTemplate } from './template-answer';

/** `GET /templates?limit&after&before`: one page, the newest template first. */
export function listTemplates(templates: Pick<TemplateTable, 'list'>) {
  return async ({ holder: { connection }, query }: ApiRequest): Promise<ApiAnswer> => {
    const { entries, hasMore } = await templates.list(parsePage(query), connection);
    return { body: { object: 'list', has_more: hasMore, data: entries.map(listedTemplate) } };
  };
}
