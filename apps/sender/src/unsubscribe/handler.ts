// The page by which the recipient of marketing mail unsubscribes, and the one click by which a mail provider does it for him.
import { randomUUID } from 'node:crypto';
import { documentClient, environment } from '@sesame/lambda';
import { factWriter } from '@sesame/ledger';
import { unsubscriptions } from '@sesame/suppression';
import * as z from 'zod/mini';
import { answerUnsubscribe } from './answer-unsubscribe';
import { pageHandler } from './page-handler';
import { findUnsubscribableEmail } from './unsubscribable-email';

const env = environment([
  'EMAILS_TABLE',
  'LEDGER_DAYS',
  'LEDGER_TABLE',
  'MARKETING_CONFIGURATION_SET',
  'MARKS_TABLE',
  'SUPPRESSIONS_TABLE',
]);
const dynamoDb = documentClient();
const ledger = factWriter({
  dynamoDb,
  ledgerTable: env.LEDGER_TABLE,
  marksTable: env.MARKS_TABLE,
  keptForDays: z.coerce.number().check(z.int(), z.positive()).parse(env.LEDGER_DAYS),
  now: () => new Date(),
  newValue: randomUUID,
});

export const handler = pageHandler(
  answerUnsubscribe({
    findEmail: findUnsubscribableEmail({ dynamoDb, tableName: env.EMAILS_TABLE }),
    unsubscriptions: unsubscriptions({ dynamoDb, tableName: env.SUPPRESSIONS_TABLE }),
    configurationSet: env.MARKETING_CONFIGURATION_SET,
    async record(fact) {
      for (const reason of (await ledger.write([fact])).values()) throw reason;
    },
  }),
);
