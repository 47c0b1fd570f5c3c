import type { Call } from './api';
import { compare, type Compared } from './compare';
import { readSound } from './local-side';
import { planJson, planLines } from './report';
import { readServer, saveTemplate } from './server-templates';
import type { Terminal } from './terminal';

export type PushOptions = { json: boolean; yes: boolean; publish: boolean; prune: boolean };

/**
 * `sesame templates push`: makes the server hold what the folder holds, after asking. Removes nothing there unless `prune`,
 * and e-mails are made of it only with `publish`. The exit code: 0 where all is done, 1 where it was declined.
 */
export async function pushTemplates(
  folder: string,
  options: PushOptions,
  call: Call,
  terminal: Terminal,
): Promise<number> {
  const local = await readSound(folder, terminal);
  const { templates } = await readServer(call);
  const compared = compare(local, templates);
  if (options.json) terminal.print(JSON.stringify({ templates: planJson(compared, 'push') }, null, 2));
  else for (const line of planLines(compared, 'push')) terminal.print(line);

  const todo = compared.filter((one) => hasWork(one, options));
  if (todo.length === 0) {
    terminal.say('Nothing to push.');
    return 0;
  }
  if (!options.yes && !(await terminal.confirm(questionOf(todo, options)))) return 1;
  for (const one of todo) terminal.say(`${await pushOne(one, options, call, terminal)} ${one.alias}`);
  return 0;
}

function hasWork(one: Compared, { publish, prune }: PushOptions): boolean {
  if (one.state === 'equal') return publish && !one.server.isPublished;
  return one.state !== 'only_on_server' || prune;
}

function questionOf(todo: readonly Compared[], { publish }: PushOptions): string {
  const removed = todo.filter(({ state }) => state === 'only_on_server').map(({ alias }) => alias);
  const saved = todo.length - removed.length;
  const verb = publish ? 'Push and publish' : 'Push';
  if (removed.length === 0) return `${verb} ${saved}?`;
  return `${verb} ${saved}, and REMOVE ${removed.join(', ')} from the server?`;
}

async function pushOne(one: Compared, { publish }: PushOptions, call: Call, terminal: Terminal): Promise<string> {
  if (one.state === 'only_on_server') {
    await call('DELETE', `/templates/${one.server.id}`);
    return 'removed';
  }
  const id = one.state === 'equal' ? one.server.id : await saveOne(one, call, terminal);
  if (!publish) return 'pushed';
  await call('POST', `/templates/${id}/publish`);
  return 'published';
}

async function saveOne(
  one: Compared & { state: 'only_here' | 'changed' },
  call: Call,
  { say }: Pick<Terminal, 'say'>,
): Promise<string> {
  const { alias, content } = one.local;
  const target = one.state === 'changed' ? { id: one.server.id } : {};
  const { id, warnings } = await saveTemplate(call, { ...target, alias, content });
  for (const warning of warnings) say(`warning: ${alias}: ${warning}`);
  return id;
}
