import type { SESv2Client } from '@aws-sdk/client-sesv2';
import { parseInput, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import type { PublishedVersion, StoredTemplate, TemplateTable } from '@sesame/template';
import { sesStateOf, sesTemplateName } from '../ses-template';
import { templateOfPath } from '../template-path';
import { versionsQuery } from './list-versions';

export type SesStateParts = {
  templates: Pick<TemplateTable, 'find' | 'versions' | 'content'>;
  ses: Pick<SESv2Client, 'send'>;
  prefix: string;
};

/** `GET /templates/{id or alias}/ses?limit&after&before`: how each version stands among SES's own templates, newest first. */
export function getSesState({ templates, ses, prefix }: SesStateParts) {
  async function shown(template: StoredTemplate, { version, versionId }: PublishedVersion) {
    const name = sesTemplateName(prefix, template.id, version);
    const content = await templates.content(template, versionId);
    return { version, ses_template_name: name, state: content ? await sesStateOf(ses, name, content) : 'missing' };
  }

  return async ({ holder: { connection }, pathParameters, query }: ApiRequest): Promise<ApiAnswer> => {
    const { limit, after, before } = parseInput(versionsQuery, query);
    const template = await templateOfPath(templates, pathParameters, connection);
    const { entries, hasMore } = await templates.versions(template, {
      limit,
      ...(after !== undefined && { after }),
      ...(before !== undefined && { before }),
    });
    const data = [];
    for (const version of entries) data.push(await shown(template, version));
    return { body: { object: 'list', has_more: hasMore, data } };
  };
}
