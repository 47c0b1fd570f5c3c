// The fetch queue: each message is the id of an e-mail whose attachments are named by URLs. It may not send.
import { ownConnection } from '@sesame/email';
import { documentClient, environment, forEachRecord } from '@sesame/lambda';
import * as z from 'zod/mini';
import { attachmentStore } from '../attachment-store';
import { emailTable } from '../email-table';
import { sendQueue, sendQueueUrls, sendQueueVariables, sqsClient } from '../send-queue';
import { fetchAttachments } from './fetch-attachments';
import { fetchFile } from './fetch-file';
import { internet } from './network';

const env = environment(['ATTACHMENTS_BUCKET', 'EMAILS_TABLE', ...sendQueueVariables]);
const fetchForMs = 20_000;
const network = internet();
const message = z.object({ id: z.uuid() });

const fetchFor = fetchAttachments({
  emails: emailTable({ dynamoDb: documentClient(), tableName: env.EMAILS_TABLE }),
  attachments: attachmentStore({ bucket: env.ATTACHMENTS_BUCKET }),
  queue: sendQueue({ sqs: sqsClient(), queueUrls: sendQueueUrls(env) }),
  fetchFile: (url, limits) => fetchFile(network, url, limits),
  timeLimit: () => AbortSignal.timeout(fetchForMs),
  now: () => new Date(),
});

export const handler = forEachRecord(async ({ body }) => {
  const { id } = message.parse(JSON.parse(body));
  await fetchFor({ connection: ownConnection, id });
});
