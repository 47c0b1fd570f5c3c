// The send queues: each message is the id of an e-mail to give to SES. The state of the e-mail decides what is done, so a
// message that comes twice, late or again from the dead-letter queue does no harm.
import { randomUUID } from 'node:crypto';
import { ownConnection } from '@sesame/email';
import { documentClient, environment, forEachRecord } from '@sesame/lambda';
import { suppressionTable } from '@sesame/suppression';
import * as z from 'zod/mini';
import { attachmentStore } from '../attachment-store';
import { emailTable } from '../email-table';
import { deliverEmail } from './deliver-email';
import { memoryBudget } from './memory-budget';
import { askOnceClient } from './ses-client';

/** About what the largest e-mail has: each byte is in memory some four times before it is on its way. */
const mostAttachmentBytes = 30_000_000;
const env = environment([
  'API_URL',
  'ATTACHMENTS_BUCKET',
  'EMAILS_TABLE',
  'MARKETING_CONFIGURATION_SET',
  'SUPPRESSIONS_TABLE',
  'TRANSACTIONAL_CONFIGURATION_SET',
]);
const dynamoDb = documentClient();
const message = z.object({ id: z.uuid() });

const deliver = deliverEmail({
  emails: emailTable({ dynamoDb, tableName: env.EMAILS_TABLE }),
  attachments: attachmentStore({ bucket: env.ATTACHMENTS_BUCKET }),
  memory: memoryBudget(mostAttachmentBytes),
  suppressions: suppressionTable({ dynamoDb, tableName: env.SUPPRESSIONS_TABLE }),
  ses: askOnceClient(),
  configurationSets: {
    transactional: env.TRANSACTIONAL_CONFIGURATION_SET,
    marketing: env.MARKETING_CONFIGURATION_SET,
  },
  apiUrl: env.API_URL,
  newAttempt: randomUUID,
  now: () => new Date(),
});

export const handler = forEachRecord(async ({ body }) => {
  const { id } = message.parse(JSON.parse(body));
  await deliver({ connection: ownConnection, id });
});
