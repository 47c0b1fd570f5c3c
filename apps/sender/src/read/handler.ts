// GET /emails/{id}, GET /openapi.json, and 404 for every path that no function of the API knows.
import {
  documentClient,
  environment,
  httpHandler,
  keyAuthentication,
  publicRoute,
  routes,
  unknownRoute,
} from '@sesame/lambda';
import openapiDocument from 'openapi-document';
import { emailTable } from '../email-table';
import { readEmail } from './read-email';

const env = environment(['EMAILS_TABLE', 'KEYS_TABLE', 'KEY_USES_TABLE']);
const dynamoDb = documentClient();

export const handler = routes({
  'GET /emails/{id}': httpHandler({
    authenticate: keyAuthentication({
      dynamoDb,
      tableName: env.KEYS_TABLE,
      usesTableName: env.KEY_USES_TABLE,
      now: () => new Date(),
      permission: 'full_access',
    }),
    handle: readEmail(emailTable({ dynamoDb, tableName: env.EMAILS_TABLE })),
  }),
  'GET /openapi.json': httpHandler({
    authenticate: publicRoute,
    handle: () => Promise.resolve({ body: openapiDocument }),
  }),
  $default: unknownRoute,
});
