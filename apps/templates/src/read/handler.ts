// GET /templates, one of them, its versions, and how they stand in SES; POST /templates/{id or alias}/render.
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { documentClient, environment, httpHandler, keyAuthentication, keyOrRole, routes } from '@sesame/lambda';
import { templateTable } from '@sesame/template';
import { getSesState } from './get-ses-state';
import { getTemplate } from './get-template';
import { getVersion } from './get-version';
import { listTemplates } from './list-templates';
import { listVersions } from './list-versions';
import { renderTemplate } from './render-template';

const { KEYS_TABLE, KEY_USES_TABLE, SES_TEMPLATES_PREFIX, TEMPLATES_TABLE } = environment([
  'KEYS_TABLE',
  'KEY_USES_TABLE',
  'SES_TEMPLATES_PREFIX',
  'TEMPLATES_TABLE',
]);
const dynamoDb = documentClient();
const templates = templateTable({ dynamoDb, tableName: TEMPLATES_TABLE });
const ses = new SESv2Client({ maxAttempts: 2 });
const byKey = keyAuthentication({
  dynamoDb,
  tableName: KEYS_TABLE,
  usesTableName: KEY_USES_TABLE,
  now: () => new Date(),
  permission: 'full_access',
});
const authenticate = keyOrRole(byKey, 'full_access');

export const handler = routes({
  'GET /templates': httpHandler({ authenticate, handle: listTemplates(templates) }),
  'GET /templates/{template}': httpHandler({ authenticate, handle: getTemplate(templates) }),
  'GET /templates/{template}/versions': httpHandler({ authenticate, handle: listVersions(templates) }),
  'GET /templates/{template}/versions/{version}': httpHandler({ authenticate, handle: getVersion(templates) }),
  'GET /templates/{template}/ses': httpHandler({
    authenticate,
    handle: getSesState({ templates, ses, prefix: SES_TEMPLATES_PREFIX }),
  }),
  'POST /templates/{template}/render': httpHandler({ authenticate, handle: renderTemplate(templates) }),
});
