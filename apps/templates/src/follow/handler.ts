// Every minute: SES is told which versions were published, and which templates are gone.
import { setTimeout as sleep } from 'node:timers/promises';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { ownConnection } from '@sesame/email';
import { documentClient, environment, log } from '@sesame/lambda';
import { sesWorkTable, templateTable } from '@sesame/template';
import type { Context } from 'aws-lambda';
import { followPublished } from './follow-published';

const { SES_TEMPLATES_PREFIX, TEMPLATES_TABLE } = environment(['SES_TEMPLATES_PREFIX', 'TEMPLATES_TABLE']);
/** Enough to finish what was begun, and to be gone before the next minute's run. */
const reserveMs = 15_000;

// Trying again is a matter of pace here, and the client's own attempts would not keep to it.
const ses = new SESv2Client({ maxAttempts: 1 });
const table = { dynamoDb: documentClient(), tableName: TEMPLATES_TABLE };
const parts = { ses, work: sesWorkTable(table), templates: templateTable(table), prefix: SES_TEMPLATES_PREFIX, sleep };

export async function handler(_event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<void> {
  const hasTime = () => context.getRemainingTimeInMillis() > reserveMs;
  const followed = await followPublished({ ...parts, hasTime }, ownConnection);
  if (Object.values(followed).some((count) => count > 0)) log.info('followed', followed);
}
