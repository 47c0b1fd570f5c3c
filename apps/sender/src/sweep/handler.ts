// Every minute: what is due is enqueued, and a delivery that never told its outcome is declared unknown.
import { ownConnection } from '@sesame/email';
import { documentClient, environment, log } from '@sesame/lambda';
import type { Context } from 'aws-lambda';
import { emailTable } from '../email-table';
import { sendQueue, sendQueueUrls, sendQueueVariables, sqsClient } from '../send-queue';
import { sweepDue } from './sweep-due';

const env = environment(['EMAILS_TABLE', ...sendQueueVariables]);
/** Enough to finish the e-mails that were begun. */
const reserveMs = 10_000;

const emails = emailTable({ dynamoDb: documentClient(), tableName: env.EMAILS_TABLE });
const queue = sendQueue({ sqs: sqsClient(), queueUrls: sendQueueUrls(env) });

export async function handler(_event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<void> {
  const hasTime = () => context.getRemainingTimeInMillis() > reserveMs;
  const swept = await sweepDue({ emails, queue, now: () => new Date(), hasTime }, ownConnection);
  if (Object.values(swept).some((count) => count > 0)) log.info('swept', swept);
}
