// Every minute: what SES lets this account send becomes the pace of deliver.
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { ownConnection } from '@sesame/email';
import { documentClient, environment, log } from '@sesame/lambda';
import { paceTable } from '../pace-table';
import { askLimits } from './ask-limits';

const { STREAMS_TABLE } = environment(['STREAMS_TABLE']);
const ses = new SESv2Client();
const table = paceTable({ dynamoDb: documentClient(), tableName: STREAMS_TABLE, connection: ownConnection });

export async function handler(): Promise<void> {
  const limits = await askLimits(ses, new Date());
  await table.keepLimits(limits);
  const { rate, quota, sentLast24Hours, sendingEnabled } = limits;
  log.info('limits', { rate, quota, sentLast24Hours, sendingEnabled });
}
