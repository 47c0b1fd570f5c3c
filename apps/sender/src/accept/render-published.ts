import { ApiError } from '@sesame/lambda';
import { parseTemplate, renderEmail, type Template, type VariableProblem } from '@sesame/rendering';
import type { PublishedTemplate } from '@sesame/template';

const mostRemembered = 50;
/** What was parsed stays true, since a version never changes. */
const parsed = new Map<string, Template>();

/**
 * The parts of an e-mail that a version of a template makes with these variables: to the byte what its preview shows, but for
 * the link to unsubscribe, which is this e-mail's; transactional mail has none.
 * @throws ApiError `invalid_template_variables` that names every variable that is missing, of another type or not the caller's
 */
export function renderPublished(
  template: PublishedTemplate,
  variables: Record<string, unknown>,
  unsubscribeUrl: string | undefined,
) {
  const rendering = renderEmail(parsedTemplate(template), variables, template.content.variables, unsubscribeUrl);
  if (!rendering.ok) throw refusal(rendering.problems);
  const { subject, html, text } = rendering;
  return { subject, html, text };
}

function parsedTemplate({ versionId, content: { subject, html, text } }: PublishedTemplate): Template {
  const known = parsed.get(versionId);
  if (known) return known;
  const read = parseTemplate({ subject, html, text });
  // It was read when it was saved.
  if (!read.ok) throw new Error(`The published version ${versionId} cannot be read.`);
  if (parsed.size >= mostRemembered) parsed.delete(parsed.keys().next().value ?? '');
  parsed.set(versionId, read.template);
  return read.template;
}

function refusal(problems: readonly VariableProblem[]): ApiError {
  const errors = problems.map(({ path, reason, sentence }) => ({
    field: `template.variables${path === '' ? '' : `.${path}`}`,
    message: sentence,
    reason,
  }));
  return new ApiError('invalid_template_variables', errors.map(({ message }) => message).join(' '), {
    field: errors[0]?.field ?? 'template.variables',
    errors,
  });
}
