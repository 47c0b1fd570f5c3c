import { ApiError } from '@sesame/lambda';
import type { StoredTemplate, TemplateContent, TemplateTable } from '@sesame/template';
import { templateOfPath } from './template-path';

const mostReads = 3;

/** A template with its draft: read again where the draft was replaced between the two reads. */
export async function readDraft(
  templates: Pick<TemplateTable, 'find' | 'content'>,
  pathParameters: Record<string, string>,
  connection: string,
): Promise<{ template: StoredTemplate; content: TemplateContent }> {
  for (let reads = 0; reads < mostReads; reads += 1) {
    const template = await templateOfPath(templates, pathParameters, connection);
    const content = await templates.content(template, template.draft.versionId);
    if (content) return { template, content };
  }
  throw new ApiError('application_error', 'The template is being changed at this moment; please try again.', {
    retryAfterSeconds: 1,
  });
}
