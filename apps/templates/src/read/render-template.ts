import { ApiError, parseInput, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import { renderEmail, sampleUnsubscribeUrl } from '@sesame/rendering';
import type { StoredTemplate, TemplateContent, TemplateTable } from '@sesame/template';
import * as z from 'zod/mini';
import { checkContent } from '../check-content';
import { contentWarnings } from '../content-warnings';
import { noSuchVersion, templateOfPath } from '../template-path';
import { versionNumber } from '../version-number';
import { readDraft } from '../read-draft';

/** The body of `POST /templates/{id or alias}/render`. */
export const renderRequest = z.strictObject({
  variables: z.optional(z.record(z.string(), z.unknown())),
  version: z.optional(versionNumber).check(z.describe('A version that was published; without it, the draft')),
});

/**
 * `POST /templates/{id or alias}/render {variables, version?}`: the draft or a version with these variables, exactly as an e-mail
 * with them would have it, with a sample where the e-mail's own link to unsubscribe stands.
 * @throws ApiError `invalid_template_variables` that names every variable that is missing or of another type
 */
export function renderTemplate(templates: Pick<TemplateTable, 'find' | 'version' | 'content'>) {
  return async ({ holder: { connection }, pathParameters, body }: ApiRequest): Promise<ApiAnswer> => {
    const { variables = {}, version } = parseInput(renderRequest, body ?? {});
    const { template, content } =
      version === undefined
        ? await readDraft(templates, pathParameters, connection)
        : await readVersion(templates, pathParameters, connection, version);
    const parsed = checkContent(content);
    const rendering = renderEmail(parsed, variables, content.variables, sampleUnsubscribeUrl);
    if (!rendering.ok) {
      const errors = rendering.problems.map(({ path, reason, sentence }) => ({
        field: path === '' ? 'variables' : `variables.${path}`,
        message: sentence,
        reason,
      }));
      throw new ApiError('invalid_template_variables', errors.map(({ message }) => message).join(' '), {
        field: errors[0]?.field ?? 'variables',
        errors,
      });
    }
    const { subject = null, html = null, text = null } = rendering;
    return {
      body: {
        object: 'template_rendering',
        template_id: template.id,
        version: version ?? null,
        subject,
        html,
        text,
        warnings: contentWarnings(content, parsed),
      },
    };
  };
}

async function readVersion(
  templates: Pick<TemplateTable, 'find' | 'version' | 'content'>,
  pathParameters: Record<string, string>,
  connection: string,
  number: number,
): Promise<{ template: StoredTemplate; content: TemplateContent }> {
  const template = await templateOfPath(templates, pathParameters, connection);
  const version = await templates.version(template, number);
  const content = version && (await templates.content(template, version.versionId));
  if (!content) throw noSuchVersion();
  return { template, content };
}
