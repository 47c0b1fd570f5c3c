// Exit codes: 0 everything is written, 1 not all of it is, 2 the command line says nothing that can be done.
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { factPages } from '@sesame/ledger';
import { awsAccess } from '../aws-access';
import { pace } from '../pace';
import { UsageError } from '../place-options';
import { readCommand, usage, type Command } from './command';
import { BrokenOff, exportPieces } from './export-pieces';
import { exportedFact } from './exported-fact';
import type { Piece } from './piece';
import { pseudonyms, secretIn } from './pseudonym';

const secretBytes = 32;

try {
  await run(readCommand(process.argv.slice(2), process.env));
} catch (error) {
  const isUsage = error instanceof UsageError;
  const said = error instanceof Error ? `${isUsage ? '' : `${error.name}: `}${error.message}` : String(error);
  process.stderr.write(`${said}\n${isUsage ? `\n${usage}` : ''}`);
  process.exitCode = isUsage ? 2 : 1;
}

async function run(command: Command): Promise<void> {
  const { pieces, folder, secretFile, asked, readUnits, stage, ...place } = command;
  await mkdir(folder, { recursive: true });
  const pseudonym = pseudonyms(secretFile === undefined ? await secretForThisRun(folder) : await secretOf(secretFile));
  const access = await awsAccess(place, 'exporter', process.env['SESAME_AWS_PORT']);
  const dynamoDb = DynamoDBDocumentClient.from(new DynamoDBClient(access.settings));
  let total = 0;
  const parts = {
    pagesOf: (buckets: Parameters<typeof factPages>[1]) =>
      factPages({ dynamoDb, tableName: `sesame-${stage}-ledger` }, buckets),
    line: (fact: Parameters<typeof exportedFact>[0]) => exportedFact(fact, pseudonym, asked),
    spend: pace(readUnits, sleep),
    written: ({ name, to }: Piece, facts: number) => {
      total += facts;
      process.stdout.write(`${name}  ${facts} facts${to > access.now.getTime() ? ' so far' : ''}\n`);
    },
  };
  try {
    await exportPieces(parts, pieces, folder);
    process.stdout.write(`${total} facts are written.\n`);
  } catch (error) {
    if (!(error instanceof BrokenOff)) throw error;
    const goOn =
      secretFile === undefined
        ? 'Pseudonyms of another run are others, so begin again in another folder; with --secret one can go on.'
        : `What is before ${error.piece.name} is whole; go on from there with the same secret.`;
    process.stderr.write(`${error.message}\n${goOn}\n`);
    process.exitCode = 1;
  }
}

/** Nobody keeps it, so nobody can go on with its pseudonyms: what is written has to be in a folder of its own. */
async function secretForThisRun(folder: string): Promise<Uint8Array> {
  if ((await readdir(folder)).length > 0)
    throw new UsageError(
      `There is something in ${folder}, with other pseudonyms than this run would make. Name an empty folder, or a --secret.`,
    );
  return randomBytes(secretBytes);
}

async function secretOf(file: string): Promise<Uint8Array> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`The secret cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  return secretIn(text);
}
