import type { ApiAnswer, ApiRequest } from '@sesame/lambda';
import type { SesWorkTable, TemplateTable } from '@sesame/template';
import { templateOfPath } from '../template-path';

const atATime = 100;

export type RepairParts = {
  templates: Pick<TemplateTable, 'find' | 'versions'>;
  work: Pick<SesWorkTable, 'add'>;
};

/**
 * `POST /templates/{id or alias}/ses`: every version is compared with SES's own template again, within a minute, and what is missing
 * there or was changed is put right, one a second. Answers how many versions that is about.
 */
export function repairSes({ templates, work }: RepairParts) {
  return async ({ holder: { connection }, pathParameters }: ApiRequest): Promise<ApiAnswer> => {
    const template = await templateOfPath(templates, pathParameters, connection);
    const { id } = template;
    let versions = 0;
    for (let after: number | undefined, hasMore = true; hasMore;) {
      const page = await templates.versions(template, { limit: atATime, ...(after !== undefined && { after }) });
      for (const { version, versionId } of page.entries) {
        await work.add({ connection, id, does: 'publish', version, versionId });
      }
      versions += page.entries.length;
      after = page.entries.at(-1)?.version;
      hasMore = page.hasMore;
    }
    return { body: { object: 'template', id, versions } };
  };
}
