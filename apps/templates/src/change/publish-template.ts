import { actorOf, ApiError, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import { unsubscribeLinkProblem } from '@sesame/rendering';
import type { TemplateContent } from '@sesame/template';
import { checkContent } from '../check-content';
import { changeTemplate, type ChangedTemplates } from './change-template';
import { published } from './next-template';

/**
 * `POST /templates/{id or alias}/publish`: e-mails are made from the draft as it is now, under a version that never changes again.
 * What is published already stays, with its number.
 * @throws ApiError `validation_error` for a draft that no e-mail of its stream can be made from
 */
export function publishTemplate(templates: ChangedTemplates) {
  return async ({ holder, pathParameters, now }: ApiRequest): Promise<ApiAnswer> => {
    let version = 0;
    const { id } = await changeTemplate(
      templates,
      { pathParameters, connection: holder.connection },
      (template, draft) => {
        const after = published(template, { now, by: actorOf(holder) });
        if (after) requireFitForStream(draft);
        version = (after ?? template).published?.version ?? version;
        return after && { after };
      },
    );
    return { body: { object: 'template', id, version } };
  };
}

function requireFitForStream(draft: TemplateContent): void {
  const problem = unsubscribeLinkProblem(checkContent(draft), draft.stream);
  if (!problem) return;
  throw new ApiError('validation_error', problem.sentence, { field: problem.part, reason: problem.kind });
}
