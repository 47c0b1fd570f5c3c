// Every minute: SES's own suppression list is told what people changed in ours.
import { setTimeout as sleep } from 'node:timers/promises';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { ownConnection } from '@sesame/email';
import { documentClient, environment, log } from '@sesame/lambda';
import { unsyncedEntries } from '@sesame/suppression';
import type { Context } from 'aws-lambda';
import { followChanges } from './follow-changes';

const { SUPPRESSIONS_TABLE } = environment(['SUPPRESSIONS_TABLE']);
/** Enough to finish the entry that was begun, and to be gone before the next minute's run. */
const reserveMs = 15_000;

// Trying again is a matter of pace here, and the client's own attempts would not keep to it.
const ses = new SESv2Client({ maxAttempts: 1 });
const unsynced = unsyncedEntries({ dynamoDb: documentClient(), tableName: SUPPRESSIONS_TABLE });

export async function handler(_event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<void> {
  const hasTime = () => context.getRemainingTimeInMillis() > reserveMs;
  const followed = await followChanges({ ses, unsynced, now: () => new Date(), sleep, hasTime }, ownConnection);
  if (Object.values(followed).some((count) => count > 0)) log.info('followed', followed);
}
