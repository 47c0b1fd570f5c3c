// Every five minutes: what SES knows of our identities becomes what the sender knows.
import { setTimeout as sleep } from 'node:timers/promises';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { identityCopy } from '@sesame/identity';
import { documentClient, environment, log } from '@sesame/lambda';
import { syncIdentities } from './sync-identities';

const { IDENTITIES_TABLE } = environment(['IDENTITIES_TABLE']);
const ses = new SESv2Client();
const now = () => new Date();
const copy = identityCopy({ dynamoDb: documentClient(), tableName: IDENTITIES_TABLE, now });

export async function handler(): Promise<void> {
  const { seen, written, removed } = await syncIdentities({ ses, copy, now, sleep });
  log.info('identities synced', { seen, written, removed });
}
