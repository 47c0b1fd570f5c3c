// PATCH /emails/{id} and POST /emails/{id}/cancel: another time for a scheduled e-mail, or none at all.
import { documentClient, environment, httpHandler, keyAuthentication, routes } from '@sesame/lambda';
import { emailTable } from '../email-table';
import { sendOrFetchQueue, sendQueueUrls, sendQueueVariables, sqsClient } from '../send-queue';
import { cancelEmail } from './cancel-email';
import { rescheduleEmail } from './reschedule-email';

const env = environment(['EMAILS_TABLE', 'FETCH_QUEUE_URL', 'KEYS_TABLE', 'KEY_USES_TABLE', ...sendQueueVariables]);
const dynamoDb = documentClient();
const emails = emailTable({ dynamoDb, tableName: env.EMAILS_TABLE });
const queue = sendOrFetchQueue({
  sqs: sqsClient(),
  queueUrls: sendQueueUrls(env),
  fetchQueueUrl: env.FETCH_QUEUE_URL,
});
const authenticate = keyAuthentication({
  dynamoDb,
  tableName: env.KEYS_TABLE,
  usesTableName: env.KEY_USES_TABLE,
  now: () => new Date(),
  permission: 'full_access',
});

export const handler = routes({
  'PATCH /emails/{id}': httpHandler({ authenticate, handle: rescheduleEmail({ emails, queue }) }),
  'POST /emails/{id}/cancel': httpHandler({ authenticate, handle: cancelEmail({ emails }) }),
});
