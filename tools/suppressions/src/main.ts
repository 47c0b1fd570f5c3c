// `npm run suppressions -- import|export <file.csv>`: says what it does on stderr, and never an address.
import { callApi, RefusedError, UnreachableError, type Api } from './api';
import type { AddBatch } from './add-rows';
import { keyFor, readCommand, usage, UsageError, type Command } from './command';
import { exportFile } from './export-file';
import { importFile } from './import-file';
import { UnusableFileError } from './import-rows';
import { openProgress } from './progress';

const progress = openProgress(process.stderr, () => performance.now());

/** The exit code. */
async function run(command: Exclude<Command, { command: 'help' }>): Promise<number> {
  const api: Api = { url: command.api, key: keyFor(command.api, process.env) };
  const startedAt = performance.now();
  const took = (count: number) => {
    const seconds = (performance.now() - startedAt) / 1000;
    return `in ${seconds.toFixed(1)} s, ${Math.round(count / seconds)} a second`;
  };
  if (command.command === 'export') {
    const { exported } = await exportFile(command.file, api, command, progress);
    progress.end();
    progress.say(`${exported} exported to ${command.file} ${took(exported)}.`);
    return 0;
  }
  const add: AddBatch = async (emails, expiresAt) => {
    const body = { emails, sync_to_ses: command.sync, ...(expiresAt !== undefined && { expires_at: expiresAt }) };
    await callApi(api, 'POST', '/suppressions/batch/add', body);
  };
  const { added, rejected, rejectedFile } = await importFile(command.file, add, progress);
  progress.end();
  progress.say(`${added} added ${took(added)}.`);
  if (rejected === 0) return 0;
  progress.say(`${rejected} rejected: ${rejectedFile} has them with the reasons.`);
  return 1;
}

/** What to tell whoever ran it; what was not foreseen is told with where it was thrown. */
function sentenceOf(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\n\n${usage}`;
  if (error instanceof UnusableFileError || error instanceof UnreachableError) return error.message;
  if (error instanceof RefusedError) {
    const fields = error.fields.map(({ field }) => field).join(', ');
    return `Sesame refuses: ${error.errorName} (${error.status})${fields && ` in ${fields}`}.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  const command = readCommand(process.argv.slice(2));
  if (command.command === 'help') process.stdout.write(usage);
  else process.exitCode = await run(command);
} catch (error) {
  progress.end();
  progress.say(sentenceOf(error));
  const wasBegun = !(error instanceof UsageError) && !(error instanceof UnusableFileError);
  if (wasBegun) progress.say('What was done stays done; run the same command again to go on.');
  process.exitCode = 2;
}
