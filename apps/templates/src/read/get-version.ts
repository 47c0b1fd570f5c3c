import type { ApiAnswer, ApiRequest } from '@sesame/lambda';
import type { TemplateTable } from '@sesame/template';
import { noSuchVersion, templateOfPath } from '../template-path';
import { shownContent, shownVersion } from './template-answer';

/** `GET /templates/{id or alias}/versions/{version}`: one version, as it was published and stays. */
export function getVersion(templates: Pick<TemplateTable, 'find' | 'version' | 'content'>) {
  return async ({ holder: { connection }, pathParameters }: ApiRequest): Promise<ApiAnswer> => {
    const template = await templateOfPath(templates, pathParameters, connection);
    const { version: number = '' } = pathParameters;
    const version = /^[1-9][0-9]{0,8}$/.test(number) ? await templates.version(template, Number(number)) : undefined;
    const content = version && (await templates.content(template, version.versionId));
    if (!version || !content) throw noSuchVersion();
    return {
      body: {
        object: 'template_version',
        template_id: template.id,
        ...shownVersion(version, template),
        ...shownContent(content),
      },
    };
  };
}
