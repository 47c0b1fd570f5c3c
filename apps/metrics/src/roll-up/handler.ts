// Every minute: what is marked is counted. Several of them at once are as good as one.
import { randomUUID } from 'node:crypto';
import { ownConnection } from '@sesame/email';
import { documentClient, environment, log } from '@sesame/lambda';
import { ledgerTable, marksTable } from '@sesame/ledger';
import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { rollupTable } from '../counts/rollup-table';
import { rollUp } from './roll-up';

const env = environment(['LEDGER_TABLE', 'LEDGER_DAYS', 'MARKS_TABLE', 'ROLLUPS_TABLE', 'ROLLUP_DAYS']);
const days = z.coerce.number().check(z.int(), z.positive());
/** What is left for the period that is being counted; the rest is for the next run. */
const spareMs = 15_000;

const dynamoDb = documentClient();
const now = () => new Date();
const parts = {
  ledger: ledgerTable({ dynamoDb, tableName: env.LEDGER_TABLE }),
  marks: marksTable({ dynamoDb, tableName: env.MARKS_TABLE }),
  rollups: rollupTable({
    dynamoDb,
    rollupsTable: env.ROLLUPS_TABLE,
    marksTable: env.MARKS_TABLE,
    keptForDays: days.parse(env.ROLLUP_DAYS),
    now,
  }),
  connection: ownConnection,
  keptForDays: days.parse(env.LEDGER_DAYS),
  now,
  newValue: randomUUID,
};

export async function handler(_: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<void> {
  const hasTime = () => context.getRemainingTimeInMillis() > spareMs;
  const { settled, 'marked again': again, lost, closed, failed } = await rollUp({ ...parts, hasTime });
  if (settled + again + lost + closed > 0) log.info('rolled up', { settled, again, lost, closed });
  // The error is what the alarm of this function counts; what failed is still marked, and counted by the next run.
  const [error] = failed;
  if (error !== undefined) throw new Error(`${failed.length} periods were not counted: ${error}`);
}
