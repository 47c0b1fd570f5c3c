import { ApiError } from '@sesame/lambda';
import type { StoredTemplate, TemplateChange, TemplateContent, TemplateTable } from '@sesame/template';
import { templateOfPath } from '../template-path';

const mostAttempts = 5;

/** What is to become of a template; `undefined` leaves it as it is. */
export type Decision = Pick<TemplateChange, 'after' | 'content'> | undefined;
export type ChangedTemplates = Pick<TemplateTable, 'find' | 'content' | 'version' | 'save'>;

/**
 * Changes the template that a path names. Where somebody else changed it since it was read, it is read and decided about anew, so
 * that of two changes at once neither is lost. Answers the template as it was before.
 * @throws ApiError `not_found`, `template_alias_taken`, and `application_error` while too many change it at once
 */
export async function changeTemplate(
  templates: ChangedTemplates,
  { pathParameters, connection }: { pathParameters: Record<string, string>; connection: string },
  decide: (template: StoredTemplate, draft: TemplateContent) => Decision | Promise<Decision>,
): Promise<StoredTemplate> {
  for (let attempts = 0; attempts < mostAttempts; attempts += 1) {
    const before = await templateOfPath(templates, pathParameters, connection);
    const draft = await templates.content(before, before.draft.versionId);
    // Somebody replaced the draft between the two reads.
    if (!draft) continue;
    const decision = await decide(before, draft);
    if (decision === undefined) return before;
    const saved = await templates.save({ before, ...decision });
    if (saved === 'saved') return before;
    if (saved === 'alias-taken') throw aliasTaken();
  }
  throw new ApiError('application_error', 'Others are changing this template at this moment; please try again.', {
    retryAfterSeconds: 1,
  });
}

export function aliasTaken(): ApiError {
  return new ApiError(
    'template_alias_taken',
    'Another template has this alias. Choose another one, or take it from that template first.',
    { field: 'alias' },
  );
}
