// Everything SES says reaches this queue as SES, SNS, SQS, and becomes facts in the ledger, whose minutes are marked to be
// counted. A fact has the same key whenever it comes, so what is delivered twice, late or again from the dead-letter queue
// changes nothing.
import { randomUUID } from 'node:crypto';
import { ownConnection } from '@sesame/email';
import { documentClient, environment } from '@sesame/lambda';
import { factWriter } from '@sesame/ledger';
import * as z from 'zod/mini';
import { recordEvents } from './record-events';

const env = environment(['AWS_LAMBDA_FUNCTION_NAME', 'LEDGER_TABLE', 'MARKS_TABLE', 'EVENTS_TOPIC_ARN', 'LEDGER_DAYS']);
const now = () => new Date();
const days = z.coerce.number().check(z.int(), z.positive());

export const handler = recordEvents({
  ledger: factWriter({
    dynamoDb: documentClient(),
    ledgerTable: env.LEDGER_TABLE,
    marksTable: env.MARKS_TABLE,
    keptForDays: days.parse(env.LEDGER_DAYS),
    now,
    newValue: randomUUID,
  }),
  connection: ownConnection,
  topicArn: env.EVENTS_TOPIC_ARN,
  functionName: env.AWS_LAMBDA_FUNCTION_NAME,
  now,
});
