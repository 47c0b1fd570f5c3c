// GET /emails, GET /emails/{id} with its events and attachments, GET /openapi.json, and 404 for every path that no function of the API knows.
import {
  documentClient,
  environment,
  httpHandler,
  keyAuthentication,
  keyOrRole,
  publicRoute,
  routes,
  unknownRoute,
} from '@sesame/lambda';
import { ledgerTable } from '@sesame/ledger';
import openapiDocument from 'openapi-document';
import { attachmentStore } from '../attachment-store';
import { emailTable } from '../email-table';
import { listAttachments, readAttachment } from './list-attachments';
import { listEmailEvents } from './list-email-events';
import { listEmails } from './list-emails';
import { readEmail } from './read-email';
import { recentEmails } from './recent-emails';

const env = environment(['ATTACHMENTS_BUCKET', 'EMAILS_TABLE', 'KEYS_TABLE', 'KEY_USES_TABLE', 'LEDGER_TABLE']);
const dynamoDb = documentClient();
const emails = emailTable({ dynamoDb, tableName: env.EMAILS_TABLE });
const ledger = ledgerTable({ dynamoDb, tableName: env.LEDGER_TABLE });
const recent = recentEmails({ dynamoDb, tableName: env.EMAILS_TABLE });
const attachments = attachmentStore({ bucket: env.ATTACHMENTS_BUCKET });
const authenticate = keyAuthentication({
  dynamoDb,
  tableName: env.KEYS_TABLE,
  usesTableName: env.KEY_USES_TABLE,
  now: () => new Date(),
  permission: 'full_access',
});

export const handler = routes({
  'GET /emails': httpHandler({ authenticate, handle: listEmails({ emails, recent, ledger }) }),
  'GET /emails/{id}': httpHandler({ authenticate: keyOrRole(authenticate), handle: readEmail({ emails, ledger }) }),
  'GET /emails/{id}/attachments': httpHandler({ authenticate, handle: listAttachments({ emails, attachments }) }),
  'GET /emails/{id}/attachments/{attachment_id}': httpHandler({
    authenticate,
    handle: readAttachment({ emails, attachments }),
  }),
  'GET /emails/{id}/events': httpHandler({ authenticate, handle: listEmailEvents({ emails, ledger }) }),
  'GET /openapi.json': httpHandler({
    authenticate: publicRoute,
    handle: () => Promise.resolve({ body: openapiDocument }),
  }),
  $default: unknownRoute,
});
