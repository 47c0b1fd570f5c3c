import { parseArgs } from 'node:util';

/** What the command line asks for. */
export type Command =
  | { command: 'import'; file: string; api: string; sync: boolean }
  | { command: 'export'; file: string; api: string; origin?: string }
  | { command: 'help' };

/** A command line that cannot be understood; its message says why. */
export class UsageError extends Error {}

export const usage = `The suppression list from and to a CSV file.

  npm run suppressions -- import <file.csv> [--api <url>] [--sync]
  npm run suppressions -- export <file.csv> [--api <url>] [--origin bounce|complaint|manual]

  --api     where Sesame answers; http://127.0.0.1:3000 unless set
  --sync    SES's own suppression list follows too, at one address a second
  --origin  only what has this origin

The API key is taken from SESAME_API_KEY; against this machine, ss_local will do and need not be set.
Exit code: 0 all is done; 1 some lines were rejected; 2 nothing could be done, or not all.
`;

const origins = ['bounce', 'complaint', 'manual'];

/** @throws UsageError */
export function readCommand(args: string[]): Command {
  const { values, positionals } = parsed(args);
  if (values.help === true) return { command: 'help' };
  const [command, file, ...more] = positionals;
  if (command !== 'import' && command !== 'export') throw new UsageError('Say "import" or "export".');
  if (file === undefined) throw new UsageError('Name a file.');
  if (more.length > 0) throw new UsageError('Name one file.');
  const api = apiUrl(values.api);
  if (command === 'import') {
    if (values.origin !== undefined)
      throw new UsageError('--origin is for an export: what a person imports is manual.');
    return { command, file, api, sync: values.sync === true };
  }
  if (values.sync === true) throw new UsageError('--sync is for an import.');
  const { origin } = values;
  if (origin !== undefined && !origins.includes(origin))
    throw new UsageError(`--origin is one of ${origins.join(', ')}.`);
  return { command, file, api, ...(origin !== undefined && { origin }) };
}

/**
 * The key to call the API with. The key of the local run is no secret, and no other Sesame takes it.
 * @throws UsageError when there is none for an API elsewhere
 */
export function keyFor(api: string, { SESAME_API_KEY: key }: Record<string, string | undefined>): string {
  if (key !== undefined && key !== '') return key;
  if (['127.0.0.1', 'localhost', '[::1]'].includes(new URL(api).hostname)) return 'ss_local';
  throw new UsageError('Set SESAME_API_KEY to a key with full access.');
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        api: { type: 'string', default: 'http://127.0.0.1:3000' },
        sync: { type: 'boolean' },
        origin: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function apiUrl(text: string): string {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) {
    throw new UsageError('--api is a URL such as http://127.0.0.1:3000.');
  }
  return text.replace(/\/+$/, '');
}
