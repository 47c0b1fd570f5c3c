import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Call } from './api';
import { compare, type Compared } from './compare';
import { UnusableFilesError } from './local-side';
import { readFolder } from './read-folder';
import { planJson, planLines } from './report';
import { readServer } from './server-templates';
import type { Terminal } from './terminal';
import { writeTemplate } from './write-template';

export type PullOptions = { json: boolean; yes: boolean; replaceMjml: boolean };

/**
 * `sesame templates pull`: makes the folder hold what the server holds, after asking. What is only in the folder stays.
 * The exit code: 0 where all is done, 1 where it was declined.
 * @throws UnusableFilesError for files that cannot be read, and for MJML whose HTML was changed on the server: nothing is
 *   written then, since no MJML can be made of HTML
 */
export async function pullTemplates(
  folder: string,
  options: PullOptions,
  call: Call,
  terminal: Terminal,
): Promise<number> {
  await mkdir(folder, { recursive: true });
  const { templates: local, problems } = await readFolder(folder);
  if (problems.length > 0) throw new UnusableFilesError(problems);
  const { templates, unnamed } = await readServer(call);
  const compared = compare(local, templates);
  if (options.json) terminal.print(JSON.stringify({ templates: planJson(compared, 'pull') }, null, 2));
  else for (const line of planLines(compared, 'pull')) terminal.print(line);
  if (unnamed > 0) terminal.say(`${unnamed} on the server without an alias are left there.`);

  const lost = options.replaceMjml ? [] : compared.filter(losesMjml);
  if (lost.length > 0) {
    const sentence =
      'its HTML was changed on the server; push to put yours back, or pull with --replace-mjml to keep that HTML.';
    throw new UnusableFilesError(lost.map(({ alias }) => ({ file: join(folder, alias, 'body.mjml'), sentence })));
  }
  const todo = compared.filter(({ state }) => state === 'changed' || state === 'only_on_server');
  if (todo.length === 0) {
    terminal.say('Nothing to pull.');
    return 0;
  }
  if (!options.yes && !(await terminal.confirm(`Write ${todo.length} to ${folder}?`))) return 1;
  for (const one of todo) {
    if (one.state !== 'changed' && one.state !== 'only_on_server') continue;
    await writeTemplate(folder, one.alias, one.server.content, one.fields);
    terminal.say(`pulled ${one.alias}`);
  }
  return 0;
}

function losesMjml(one: Compared): boolean {
  return one.state === 'changed' && one.local.isMjml && one.fields.includes('html');
}
