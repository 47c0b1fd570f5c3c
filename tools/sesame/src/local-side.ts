import { checkSample } from './check-sample';
import { problemLine, type FileProblem } from './file-problem';
import { readFolder } from './read-folder';
import type { LocalTemplate } from './template-content';
import type { Terminal } from './terminal';

/** Files that cannot become templates. */
export class UnusableFilesError extends Error {
  constructor(readonly problems: readonly FileProblem[]) {
    super(problems.map(problemLine).join('\n'));
  }
}

/**
 * The templates of a folder, all of them sound: rendered with their sample data, and warned of.
 * @throws UnusableFilesError with every problem of every template
 */
export async function readSound(folder: string, { say }: Pick<Terminal, 'say'>): Promise<LocalTemplate[]> {
  const { templates, problems } = await readFolder(folder);
  const checked = templates.map((template) => checkSample(folder, template));
  for (const warning of checked.flatMap(({ warnings }) => warnings)) say(`warning: ${problemLine(warning)}`);
  const all = [...problems, ...checked.flatMap((one) => one.problems)];
  if (all.length > 0) throw new UnusableFilesError(all);
  return templates;
}
