import { NotFoundException } from '@aws-sdk/client-sesv2';
import { newEmailId } from '@sesame/email';
import { templatesInMemory, type TemplateTable } from '@sesame/template';
import { apiRequest } from './api-request.fixture';
import { createTemplate } from './change/create-template';
import { duplicateTemplate } from './change/duplicate-template';
import { publishTemplate } from './change/publish-template';
import { removeTemplate } from './change/remove-template';
import { rollBackTemplate } from './change/roll-back-template';
import { updateTemplate } from './change/update-template';
import { getTemplate } from './read/get-template';
import { getVersion } from './read/get-version';
import { listTemplates } from './read/list-templates';
import { listVersions } from './read/list-versions';
import { getSesState } from './read/get-ses-state';
import { repairSes } from './change/repair-ses';
import { renderTemplate } from './read/render-template';

const absent = new NotFoundException({ message: 'absent', $metadata: {} });
const emptySes = { send: () => Promise.reject(absent) };

export const now = new Date('2026-11-22T12:00:00.000Z');
export const welcome = { name: 'Welcome', subject: 'Welcome, {{name}}', html: '<p>Hello {{name}}</p>' };

/** For tests: the service over templates in memory. Each call takes the template's name and a body, and answers a body. */
export function service(templates: TemplateTable = templatesInMemory()) {
  const newId = newEmailId;
  const answered =
    (handle: ReturnType<typeof getTemplate>) =>
    async (template = '', body?: unknown, pathParameters: Record<string, string> = {}) =>
      (await handle(apiRequest({ body, now, pathParameters: { template, ...pathParameters } }))).body as Record<
        string,
        unknown
      >;
  return {
    create: async (body: unknown = welcome) => answered(createTemplate({ templates, newId }))('', body),
    update: answered(updateTemplate(templates, newId)),
    remove: answered(removeTemplate(templates)),
    duplicate: answered(duplicateTemplate({ templates, newId })),
    publish: answered(publishTemplate(templates)),
    rollBack: answered(rollBackTemplate(templates)),
    get: answered(getTemplate(templates)),
    list: answered(listTemplates(templates)),
    versions: answered(listVersions(templates)),
    version: answered(getVersion(templates)),
    sesState: answered(getSesState({ templates, ses: emptySes, prefix: 'sesame-test' })),
    repairSes: answered(repairSes({ templates, work: { add: async () => undefined } })),
    render: answered(renderTemplate(templates)),
  };
}
