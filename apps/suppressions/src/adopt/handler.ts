// Every five minutes: what SES's own suppression list got from elsewhere comes to ours.
import { setTimeout as sleep } from 'node:timers/promises';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { ownConnection as connection } from '@sesame/email';
import { documentClient, environment, log } from '@sesame/lambda';
import { adoptionProgress, adoptLines } from '@sesame/suppression';
import type { Context } from 'aws-lambda';
import { adoptList } from './adopt-list';

const { SUPPRESSIONS_TABLE } = environment(['SUPPRESSIONS_TABLE']);
/** Enough to finish the page that was begun. */
const reserveMs = 15_000;

const ses = new SESv2Client({ maxAttempts: 1 });
const table = { dynamoDb: documentClient(), tableName: SUPPRESSIONS_TABLE };

export async function handler(_event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<void> {
  const now = () => new Date();
  const { ended, ...counts } = await adoptList({
    ses,
    progress: adoptionProgress(table, connection),
    adopt: (lines) => adoptLines(table, lines, { connection, now: now() }),
    now,
    sleep,
    hasTime: () => context.getRemainingTimeInMillis() > reserveMs,
  });
  if (counts.read > 0 || ended !== 'complete') log.info('adopted', { ended, ...counts });
}
