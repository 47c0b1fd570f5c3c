// `npm run rebuild`: marks what is to be counted again, and waits until the deployed roll-up has done it.
// Exit codes: 0 it is counted, 1 it is not, 2 the command line says nothing that can be done.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ownConnection } from '@sesame/email';
import { marksTable } from '@sesame/ledger';
import * as z from 'zod/mini';
import { readCommand, usage, UsageError, type Command } from './command';
import { rebuild, waiting } from './rebuild';

const patienceMs = 15 * 60_000;
const lookEveryMs = 2_000;
const credentials = z.object({ accessKeyId: z.string(), secretAccessKey: z.string(), sessionToken: z.string() });

try {
  process.exitCode = await run(readCommand(process.argv.slice(2), process.env));
} catch (error) {
  const isUsage = error instanceof UsageError;
  const said = error instanceof Error ? `${isUsage ? '' : `${error.name}: `}${error.message}` : String(error);
  process.stderr.write(`${said}\n${isUsage ? `\n${usage}` : ''}`);
  process.exitCode = isUsage ? 2 : 1;
}

async function run({ range, stage, region, local }: Command): Promise<number> {
  const client = local ? await onThisMachine(region) : new DynamoDBClient({ region });
  const dynamoDb = DynamoDBDocumentClient.from(client);
  const parts = {
    marks: marksTable({ dynamoDb, tableName: `sesame-${stage}-marks` }),
    connection: ownConnection,
    newValue: randomUUID,
  };
  const minutes = await rebuild(parts, range);
  process.stdout.write(`${minutes} minutes are marked; the roll-up, which runs every minute, counts them again.\n`);
  const deadline = Date.now() + patienceMs;
  for (let left = await waiting(parts, range); left > 0; left = await waiting(parts, range)) {
    if (Date.now() > deadline) {
      process.stderr.write(
        `${left} periods are still to be counted. Their marks stay; the log of roll-up says more.\n`,
      );
      return 1;
    }
    await sleep(lookEveryMs);
  }
  process.stdout.write('Every minute, hour and day of it is counted.\n');
  return 0;
}

/** The Sesame that runs on this machine, as its operator. */
async function onThisMachine(region: string): Promise<DynamoDBClient> {
  const port = process.env['SESAME_AWS_PORT'] ?? '4566';
  const endpoint = `http://127.0.0.1:${port}`;
  const response = await fetch(`${endpoint}/_sesame/credentials`, {
    method: 'POST',
    body: JSON.stringify({ function: 'operator' }),
  }).catch((error: unknown) => {
    throw new Error(
      `No Sesame answers on port ${port}. Start one with npm start, or say its port in SESAME_AWS_PORT.`,
      {
        cause: error,
      },
    );
  });
  if (!response.ok) throw new Error(`The Sesame on port ${port} gave no credentials: ${await response.text()}`);
  return new DynamoDBClient({ region, endpoint, credentials: credentials.parse(await response.json()) });
}
