// Exit codes: 0 what was asked for was done, 1 it was not, 2 the command line says nothing that can be done.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, readCommand, usage, UsageError } from './command';
import { openDeadLetterQueue } from './dead-letter-queue';
import { list, move, type Outcome, replace } from './redrive';
import { asJson, inWords, isDone } from './report';
import { onAws, onThisMachine } from './sqs-client';

try {
  const command = readCommand(process.argv.slice(2), process.env);
  const { outcome, now } = await run(command);
  const said = command.json ? JSON.stringify(asJson(outcome, command)) : inWords(outcome, command, now);
  (isDone(outcome) || command.json ? process.stdout : process.stderr).write(`${said}\n`);
  process.exitCode = isDone(outcome) ? 0 : 1;
} catch (error) {
  const isUsage = error instanceof UsageError;
  const said = error instanceof Error ? `${isUsage ? '' : `${error.name}: `}${error.message}` : String(error);
  process.stderr.write(`${said}\n${isUsage ? `\n${usage}` : ''}`);
  process.exitCode = isUsage ? 2 : 1;
}

async function run({ names, action, region, local }: Command): Promise<{ outcome: Outcome; now: Date }> {
  // npm runs a script in the repository's folder, and tells in INIT_CWD where its user stands.
  const inFile = (file: string) => readFileSync(resolve(process.env['INIT_CWD'] ?? '.', file), 'utf8');
  const body = action.kind === 'replace' ? inFile(action.file) : '';
  const { sqs, now } = local ? await onThisMachine(region, process.env['SESAME_AWS_PORT']) : onAws(region);
  const queue = await openDeadLetterQueue(sqs, names);
  switch (action.kind) {
    case 'list':
      return { outcome: await list(queue, action.id), now };
    case 'move':
      return { outcome: await move(queue, now, action.id), now };
    case 'replace':
      return { outcome: await replace(queue, action.id, body), now };
  }
}
