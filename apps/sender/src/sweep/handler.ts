// Every minute: what is due is enqueued, and a delivery that never told its outcome is settled by the ledger.
import { ownConnection } from '@sesame/email';
import { documentClient, environment, log } from '@sesame/lambda';
import { ledgerTable } from '@sesame/ledger';
import type { Context } from 'aws-lambda';
import { emailTable } from '../email-table';
import { sendOrFetchQueue, sendQueueUrls, sendQueueVariables, sqsClient } from '../send-queue';
import { notConfirmedMetric } from './not-confirmed-metric';
import { sweepDue } from './sweep-due';

const env = environment([
  'AWS_LAMBDA_FUNCTION_NAME',
  'EMAILS_TABLE',
  'LEDGER_TABLE',
  'FETCH_QUEUE_URL',
  ...sendQueueVariables,
]);
/** Enough to finish the e-mails that were begun. */
const reserveMs = 10_000;

const dynamoDb = documentClient();
const emails = emailTable({ dynamoDb, tableName: env.EMAILS_TABLE });
const ledger = ledgerTable({ dynamoDb, tableName: env.LEDGER_TABLE });
const queue = sendOrFetchQueue({
  sqs: sqsClient(),
  queueUrls: sendQueueUrls(env),
  fetchQueueUrl: env.FETCH_QUEUE_URL,
});
const countNotConfirmed = notConfirmedMetric(env.AWS_LAMBDA_FUNCTION_NAME);

export async function handler(_event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<void> {
  const hasTime = () => context.getRemainingTimeInMillis() > reserveMs;
  const parts = { emails, ledger, queue, countNotConfirmed, now: () => new Date(), hasTime };
  const swept = await sweepDue(parts, ownConnection);
  if (Object.values(swept).some((count) => count > 0)) log.info('swept', swept);
}
