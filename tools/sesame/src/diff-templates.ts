import type { Call } from './api';
import { compare } from './compare';
import { readSound } from './local-side';
import { planJson, planLines } from './report';
import { readServer, sesDrift } from './server-templates';
import type { ServerTemplate } from './template-content';
import type { Terminal } from './terminal';

/** `sesame templates diff`: what a push would change. The exit code: 0 where folder and server are equal, else 1. */
export async function diffTemplates(
  folder: string,
  options: { json: boolean; ses: boolean },
  call: Call,
  terminal: Terminal,
): Promise<number> {
  const local = await readSound(folder, terminal);
  const { templates, unnamed } = await readServer(call);
  const compared = compare(local, templates);
  const drift = options.ses ? await driftOf(call, templates) : [];
  if (options.json) {
    const plan = { templates: planJson(compared, 'push'), without_alias: unnamed, ...(options.ses && { ses: drift }) };
    terminal.print(JSON.stringify(plan, null, 2));
  } else {
    for (const line of planLines(compared, 'push')) terminal.print(line);
    for (const { alias, version, state } of drift)
      terminal.print(`${`${state} in SES`.padEnd(18)} ${alias} v${version}`);
    if (unnamed > 0) terminal.say(`${unnamed} on the server without an alias, which files cannot hold.`);
  }
  return compared.every(({ state }) => state === 'equal') && drift.length === 0 ? 0 : 1;
}

async function driftOf(call: Call, templates: readonly ServerTemplate[]) {
  const drift: { alias: string; version: number; state: string }[] = [];
  for (const { id, alias } of templates) {
    drift.push(...(await sesDrift(call, id)).map((found) => ({ alias, ...found })));
  }
  return drift;
}
