// The send queues: each message is the id of an e-mail to give to SES. The state of the e-mail decides what is done, so a
// message that comes twice, late or again from the dead-letter queue does no harm.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ownConnection } from '@sesame/email';
import { documentClient, environment, forEachRecord, log, metricsInLog } from '@sesame/lambda';
import { suppressionTable } from '@sesame/suppression';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { attachmentStore } from '../attachment-store';
import { emailTable } from '../email-table';
import { deliverEmail } from './deliver-email';
import { deliveryMetrics, type Delivery } from './delivery-metrics';
import { memoryBudget } from './memory-budget';
import { paceTable } from '../pace-table';
import { pacer } from './pacer';
import { askOnceClient } from './ses-client';

/** About what the largest e-mail has: each byte is in memory some four times before it is on its way. */
const mostAttachmentBytes = 30_000_000;
const env = environment([
  'API_URL',
  'ATTACHMENTS_BUCKET',
  'AWS_LAMBDA_FUNCTION_NAME',
  'EMAILS_TABLE',
  'MARKETING_CONFIGURATION_SET',
  'STREAMS_TABLE',
  'SUPPRESSIONS_TABLE',
  'TRANSACTIONAL_CONFIGURATION_SET',
]);
const dynamoDb = documentClient();
/** Enough to claim an e-mail, to hear from SES, and to record what it said. */
const reserveMs = 18_000;
const message = z.object({ id: z.uuid() });

const pace = pacer({
  table: paceTable({ dynamoDb, tableName: env.STREAMS_TABLE, connection: ownConnection }),
  now: Date.now,
  sleep,
});
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
  pace,
  newAttempt: randomUUID,
  now: () => new Date(),
  sleep,
});

export async function handler(
  event: SQSEvent,
  { getRemainingTimeInMillis }: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<SQSBatchResponse> {
  const latest = new Date(Date.now() + getRemainingTimeInMillis() - reserveMs);
  pace.expect(event.Records.length);
  const deliveries: Delivery[] = [];
  const answer = await forEachRecord(async ({ body }) => {
    const { id } = message.parse(JSON.parse(body));
    const delivery = await deliver({ connection: ownConnection, id }, latest);
    if (delivery) deliveries.push(delivery);
  })(event);
  const place = { functionName: env.AWS_LAMBDA_FUNCTION_NAME, now: new Date() };
  for (const measured of deliveryMetrics(deliveries)) log.info('delivered', metricsInLog(measured, place));
  return answer;
}
