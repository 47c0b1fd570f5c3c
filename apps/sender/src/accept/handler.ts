// POST /emails and POST /emails/batch: takes e-mail in. It may not send: that is the deliver function's.
import { newEmailId } from '@sesame/email';
import { identityTable } from '@sesame/identity';
import { documentClient, environment, httpHandler, keyAuthentication, keyOrRole, routes } from '@sesame/lambda';
import { suppressionTable } from '@sesame/suppression';
import { publishedTemplates } from '@sesame/template';
import { attachmentStore } from '../attachment-store';
import { emailTable } from '../email-table';
import { sendOrFetchQueue, sendQueueUrls, sendQueueVariables, sqsClient } from '../send-queue';
import { sendQueueBatch } from '../send-queue-batch';
import { acceptBatch } from './accept-batch';
import { acceptEmail } from './accept-email';
import { claimTable } from './claim-table';
import { emailBatchTable } from './email-batch-table';
import { newUnsubscribeToken } from '../unsubscribe-token';
import { logAcceptance } from './log-acceptance';
import { whileSending } from './while-sending';

const env = environment([
  'API_URL',
  'ATTACHMENTS_BUCKET',
  'EMAILS_TABLE',
  'IDENTITIES_TABLE',
  'KEYS_TABLE',
  'KEY_USES_TABLE',
  'SENDING_IDENTITIES',
  'STREAMS_TABLE',
  'SUPPRESSIONS_TABLE',
  'FETCH_QUEUE_URL',
  'TEMPLATES_TABLE',
  ...sendQueueVariables,
]);
const dynamoDb = documentClient();
const emailsTable = { dynamoDb, tableName: env.EMAILS_TABLE };
const queues = { sqs: sqsClient(), queueUrls: sendQueueUrls(env) };
const now = () => new Date();

const parts = {
  emails: emailTable(emailsTable),
  batches: emailBatchTable(emailsTable),
  claims: claimTable(emailsTable),
  identities: identityTable({ dynamoDb, tableName: env.IDENTITIES_TABLE, now }),
  suppressions: whileSending(suppressionTable({ dynamoDb, tableName: env.SUPPRESSIONS_TABLE }), {
    streamsTable: env.STREAMS_TABLE,
  }),
  apiUrl: env.API_URL,
  templates: publishedTemplates({ dynamoDb, tableName: env.TEMPLATES_TABLE }),
  attachments: attachmentStore({ bucket: env.ATTACHMENTS_BUCKET }),
  queue: sendOrFetchQueue({ ...queues, fetchQueueUrl: env.FETCH_QUEUE_URL }),
  sendQueues: sendQueueBatch(queues),
  sendingIdentities: env.SENDING_IDENTITIES.split(',').map((identity) => identity.trim()),
  newId: newEmailId,
  newUnsubscribeToken,
};
const byKey = keyAuthentication({
  dynamoDb,
  tableName: env.KEYS_TABLE,
  usesTableName: env.KEY_USES_TABLE,
  now,
  permission: 'sending_access',
});

const authenticate = keyOrRole(byKey);

export const handler = routes({
  'POST /emails': logAcceptance(httpHandler({ authenticate, handle: acceptEmail(parts) })),
  'POST /emails/batch': logAcceptance(httpHandler({ authenticate, handle: acceptBatch(parts) })),
});
