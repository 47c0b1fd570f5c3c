// Everything SES says reaches this queue as SES, SNS, SQS, and becomes facts in the ledger. A fact has the same key whenever
// it comes, so what is delivered twice, late or again from the dead-letter queue changes nothing.
import { ownConnection } from '@sesame/email';
import { documentClient, environment } from '@sesame/lambda';
import { ledgerTable } from '@sesame/ledger';
import * as z from 'zod/mini';
import { recordEvents } from './record-events';

const env = environment(['LEDGER_TABLE', 'EVENTS_TOPIC_ARN', 'LEDGER_DAYS']);
const days = z.coerce.number().check(z.int(), z.positive());

export const handler = recordEvents({
  ledger: ledgerTable({ dynamoDb: documentClient(), tableName: env.LEDGER_TABLE }),
  connection: ownConnection,
  topicArn: env.EVENTS_TOPIC_ARN,
  keptForDays: days.parse(env.LEDGER_DAYS),
});
