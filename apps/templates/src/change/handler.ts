// POST /templates, PATCH and DELETE /templates/{id or alias}; duplicate, publish, rollback, ses.
import { newEmailId } from '@sesame/email';
import {
  documentClient,
  environment,
  httpHandler,
  keyAuthentication,
  keyOrRole,
  logActsOfRoles,
  routes,
} from '@sesame/lambda';
import { sesWorkTable, templateTable } from '@sesame/template';
import { createTemplate } from './create-template';
import { duplicateTemplate } from './duplicate-template';
import { publishTemplate } from './publish-template';
import { removeTemplate } from './remove-template';
import { repairSes } from './repair-ses';
import { rollBackTemplate } from './roll-back-template';
import { updateTemplate } from './update-template';

const { KEYS_TABLE, KEY_USES_TABLE, TEMPLATES_TABLE } = environment([
  'KEYS_TABLE',
  'KEY_USES_TABLE',
  'TEMPLATES_TABLE',
]);
const dynamoDb = documentClient();
const table = { dynamoDb, tableName: TEMPLATES_TABLE };
const templates = templateTable(table);
const work = sesWorkTable(table);
// A UUIDv7, like the ids of e-mails.
const newId = (now: Date) => newEmailId(now);
const byKey = keyAuthentication({
  dynamoDb,
  tableName: KEYS_TABLE,
  usesTableName: KEY_USES_TABLE,
  now: () => new Date(),
  permission: 'full_access',
});
const authenticate = keyOrRole(byKey, 'full_access');

export const handler = logActsOfRoles(
  routes({
    'POST /templates': httpHandler({ authenticate, handle: createTemplate({ templates, newId }) }),
    'PATCH /templates/{template}': httpHandler({ authenticate, handle: updateTemplate(templates, newId) }),
    'DELETE /templates/{template}': httpHandler({ authenticate, handle: removeTemplate(templates) }),
    'POST /templates/{template}/duplicate': httpHandler({
      authenticate,
      handle: duplicateTemplate({ templates, newId }),
    }),
    'POST /templates/{template}/publish': httpHandler({ authenticate, handle: publishTemplate(templates) }),
    'POST /templates/{template}/rollback': httpHandler({ authenticate, handle: rollBackTemplate(templates) }),
    'POST /templates/{template}/ses': httpHandler({ authenticate, handle: repairSes({ templates, work }) }),
  }),
);
