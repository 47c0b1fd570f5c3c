import { actorOf, parseInput, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import * as z from 'zod/mini';
import { noSuchVersion } from '../template-path';
import { versionNumber } from '../version-number';
import { changeTemplate, type ChangedTemplates } from './change-template';
import { rolledBack } from './next-template';

/** The body of `POST /templates/{id or alias}/rollback`. */
export const rollBackRequest = z.strictObject({ version: versionNumber });

/** `POST /templates/{id or alias}/rollback {version}`: e-mails are made from an earlier version again. The draft stays. */
export function rollBackTemplate(templates: ChangedTemplates) {
  return async ({ holder, pathParameters, body, now }: ApiRequest): Promise<ApiAnswer> => {
    const { version: number } = parseInput(rollBackRequest, body);
    const { id } = await changeTemplate(
      templates,
      { pathParameters, connection: holder.connection },
      async (template) => {
        const version = await templates.version(template, number);
        if (!version) throw noSuchVersion();
        const after = rolledBack(template, version, { now, by: actorOf(holder) });
        return after && { after };
      },
    );
    return { body: { object: 'template', id, version: number } };
  };
}
