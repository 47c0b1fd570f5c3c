import type { Call } from './api';
import { readNames, repairInSes, sesDrift } from './server-templates';
import type { Terminal } from './terminal';

/**
 * `sesame templates repair`: shows which published versions SES does not hold as they were published, and has them put right, one a
 * second. The exit code: 0 where everything is in step or will be, 1 where that was declined.
 */
export async function repairTemplates(options: { yes: boolean }, call: Call, terminal: Terminal): Promise<number> {
  const drifted: string[] = [];
  for (const { id, alias } of await readNames(call)) {
    const drift = await sesDrift(call, id);
    for (const { version, state } of drift) terminal.print(`${state.padEnd(18)} ${alias ?? id} v${version}`);
    if (drift.length > 0) drifted.push(id);
  }
  if (drifted.length === 0) {
    terminal.say('SES holds every template as it was published.');
    return 0;
  }
  if (!options.yes && !(await terminal.confirm(`${counted(drifted.length)} to be put right in SES. Go ahead?`)))
    return 1;
  for (const id of drifted) await repairInSes(call, id);
  terminal.say(`${counted(drifted.length)} put right in SES from the next minute on, one version a second.`);
  return 0;
}

function counted(templates: number): string {
  return templates === 1 ? '1 template is' : `${templates} templates are`;
}
