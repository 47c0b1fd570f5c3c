// POST /emails: takes an e-mail in. It may not send: that is the deliver function's.
import { newEmailId } from '@sesame/email';
import { identityTable } from '@sesame/identity';
import { documentClient, environment, httpHandler, keyAuthentication } from '@sesame/lambda';
import { suppressionTable } from '@sesame/suppression';
import { attachmentStore } from '../attachment-store';
import { emailTable } from '../email-table';
import { sendOrFetchQueue, sendQueueUrls, sendQueueVariables, sqsClient } from '../send-queue';
import { acceptEmail } from './accept-email';
import { claimTable } from './claim-table';

const env = environment([
  'ATTACHMENTS_BUCKET',
  'EMAILS_TABLE',
  'IDENTITIES_TABLE',
  'KEYS_TABLE',
  'KEY_USES_TABLE',
  'SENDING_IDENTITIES',
  'SUPPRESSIONS_TABLE',
  'FETCH_QUEUE_URL',
  ...sendQueueVariables,
]);
const dynamoDb = documentClient();
const now = () => new Date();

export const handler = httpHandler({
  authenticate: keyAuthentication({
    dynamoDb,
    tableName: env.KEYS_TABLE,
    usesTableName: env.KEY_USES_TABLE,
    now,
    permission: 'sending_access',
  }),
  handle: acceptEmail({
    emails: emailTable({ dynamoDb, tableName: env.EMAILS_TABLE }),
    claims: claimTable({ dynamoDb, tableName: env.EMAILS_TABLE }),
    identities: identityTable({ dynamoDb, tableName: env.IDENTITIES_TABLE, now }),
    suppressions: suppressionTable({ dynamoDb, tableName: env.SUPPRESSIONS_TABLE }),
    attachments: attachmentStore({ bucket: env.ATTACHMENTS_BUCKET }),
    queue: sendOrFetchQueue({ sqs: sqsClient(), queueUrls: sendQueueUrls(env), fetchQueueUrl: env.FETCH_QUEUE_URL }),
    sendingIdentities: env.SENDING_IDENTITIES.split(',').map((identity) => identity.trim()),
    newId: newEmailId,
  }),
});
