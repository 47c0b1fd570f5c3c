import type { ApiAnswer, ApiRequest } from '@sesame/lambda';
import { changeTemplate, type ChangedTemplates } from './change-template';
import { published } from './next-template';

/**
 * `POST /templates/{id or alias}/publish`: e-mails are made from the draft as it is now, under a version that never changes again.
 * What is published already stays, with its number.
 */
export function publishTemplate(templates: ChangedTemplates) {
  return async ({ holder: { connection }, pathParameters, now }: ApiRequest): Promise<ApiAnswer> => {
    let version = 0;
    const { id } = await changeTemplate(templates, { pathParameters, connection }, (template) => {
      const after = published(template, now);
      version = (after ?? template).published?.version ?? version;
      return after && { after };
    });
    return { body: { object: 'template', id, version } };
  };
}
