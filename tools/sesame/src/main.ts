// `npx sesame …`: what is found goes to the standard output, what is said about it to the standard error.
import { CommanderError } from 'commander';
import { ApiFailure } from './api';
import { FileError, problemLine } from './file-problem';
import { UnusableFilesError } from './local-side';
import { sesameProgram } from './program';
import { terminal, UsageError } from './terminal';

/** What to tell whoever ran it; what was not foreseen is told with where it was thrown. */
function sentenceOf(error: unknown): string {
  if (error instanceof FileError) return problemLine(error.problem);
  if (error instanceof UsageError || error instanceof ApiFailure || error instanceof UnusableFilesError) {
    return error.message;
  }
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  await sesameProgram(process.env, terminal, (exitCode) => (process.exitCode = exitCode)).parseAsync();
} catch (error) {
  const hasSaid = error instanceof CommanderError;
  if (!hasSaid) terminal.say(sentenceOf(error));
  process.exitCode = hasSaid && error.exitCode === 0 ? 0 : 2;
}
