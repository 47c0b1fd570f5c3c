import type { ApiAnswer, ApiRequest } from '@sesame/lambda';
import { changeTemplate, type ChangedTemplates } from './change-template';

/**
 * `DELETE /templates/{id or alias}`: nothing is sent by it any more. E-mail that was accepted, scheduled e-mail too, holds what was
 * rendered then and goes out as it is.
 */
export function removeTemplate(templates: ChangedTemplates) {
  return async ({ holder: { connection }, pathParameters }: ApiRequest): Promise<ApiAnswer> => {
    const { id } = await changeTemplate(templates, { pathParameters, connection }, () => ({ after: undefined }));
    return { body: { object: 'template', id, deleted: true } };
  };
}
