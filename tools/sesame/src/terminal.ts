import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** A command line that cannot be done as it stands; its message says why. */
export class UsageError extends Error {}

/** Where what is found goes: `say` to whoever typed the command, `print` to the standard output. */
export type Terminal = {
  say(line: string): void;
  print(line: string): void;
  confirm(question: string): Promise<boolean>;
};

export const terminal: Terminal = {
  say: (line) => void process.stderr.write(`${line}\n`),
  print: (line) => void process.stdout.write(`${line}\n`),
  async confirm(question) {
    if (process.stdin.isTTY !== true) throw new UsageError('Nobody is there to be asked; say --yes to go ahead.');
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    const answer = await lines.question(`${question} [y/N] `);
    lines.close();
    return /^y(es)?$/i.test(answer.trim());
  },
};

/** The key to call with: from SESAME_API_KEY, `ss_local` against this machine, or asked for without showing it. */
export async function keyFor(url: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const key = environment['SESAME_API_KEY'];
  if (key !== undefined && key !== '') return key;
  if (['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)) return 'ss_local';
  if (process.stdin.isTTY !== true) throw new UsageError('Put an API key with full access into SESAME_API_KEY.');
  process.stderr.write('API key: ');
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: unseen, terminal: true });
  const typed = await lines.question('');
  lines.close();
  process.stderr.write('\n');
  return typed.trim();
}

/** @throws UsageError for anything but an http or https URL */
export function apiUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new UsageError('--url is where Sesame answers, like https://mail.example.com.');
  }
  return text.replace(/\/+$/, '');
}
