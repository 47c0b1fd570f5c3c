// GET /templates, one of them, its versions; POST /templates/{id or alias}/render.
import { documentClient, environment, httpHandler, keyAuthentication, routes } from '@sesame/lambda';
import { templateTable } from '@sesame/template';
import { getTemplate } from './get-template';
import { getVersion } from './get-version';
import { listTemplates } from './list-templates';
import { listVersions } from './list-versions';
import { renderTemplate } from './render-template';

const { KEYS_TABLE, KEY_USES_TABLE, TEMPLATES_TABLE } = environment([
  'KEYS_TABLE',
  'KEY_USES_TABLE',
  'TEMPLATES_TABLE',
]);
const dynamoDb = documentClient();
const templates = templateTable({ dynamoDb, tableName: TEMPLATES_TABLE });
const authenticate = keyAuthentication({
  dynamoDb,
  tableName: KEYS_TABLE,
  usesTableName: KEY_USES_TABLE,
  now: () => new Date(),
  permission: 'full_access',
});

export const handler = routes({
  'GET /templates': httpHandler({ authenticate, handle: listTemplates(templates) }),
  'GET /templates/{template}': httpHandler({ authenticate, handle: getTemplate(templates) }),
  'GET /templates/{template}/versions': httpHandler({ authenticate, handle: listVersions(templates) }),
  'GET /templates/{template}/versions/{version}': httpHandler({ authenticate, handle: getVersion(templates) }),
  'POST /templates/{template}/render': httpHandler({ authenticate, handle: renderTemplate(templates) }),
});
