// Exit codes: 0 what was asked for was done, 1 not all of it was, 2 the command line says nothing that can be done.
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ownConnection } from '@sesame/email';
import { recipientFacts } from '@sesame/ledger';
import { forgettableEntries } from '@sesame/suppression';
import { accountOf, awsAccess } from '../aws-access';
import { UsageError } from '../place-options';
import { attachments } from './attachments';
import { readCommand, usage, type Command } from './command';
import { emailsTable } from './emails-table';
import { forget, type Forgotten } from './forget';
import { pace } from '../pace';
import { inJson, inWords, isDone } from './report';

try {
  const command = readCommand(process.argv.slice(2), process.env);
  const found = await run(command);
  process.stdout.write(`${command.json ? inJson(found) : inWords(found, command)}\n`);
  process.exitCode = isDone(found) || !command.yes ? 0 : 1;
} catch (error) {
  const isUsage = error instanceof UsageError;
  const said = error instanceof Error ? `${isUsage ? '' : `${error.name}: `}${error.message}` : String(error);
  const hint = isUsage ? `\n${usage}` : 'What was erased stays so; run the same command again to go on.\n';
  process.stderr.write(`${said}\n${hint}`);
  process.exitCode = isUsage ? 2 : 1;
}

async function run({ address, yes, readUnits, stage, ...place }: Command): Promise<Forgotten> {
  const access = await awsAccess(place, 'eraser', process.env['SESAME_AWS_PORT']);
  const dynamoDb = DynamoDBDocumentClient.from(new DynamoDBClient(access.settings));
  const table = (name: string) => ({ dynamoDb, tableName: `sesame-${stage}-${name}` });
  const s3 = new S3Client({ ...access.settings, forcePathStyle: place.local });
  const parts = {
    suppressions: forgettableEntries(table('suppressions'), ownConnection),
    emails: emailsTable(table('emails')),
    attachments: attachments({ s3, bucket: `sesame-${stage}-attachments-${await accountOf(access)}` }),
    facts: recipientFacts(table('ledger')),
    spend: pace(readUnits, sleep),
    now: access.now,
  };
  return forget(parts, address, { yes });
}
