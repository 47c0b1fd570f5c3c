import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compileMjml } from './compile-mjml';
import { FileError, type FileProblem } from './file-problem';
import { readSource } from './source-file';
import { isAlias, type LocalTemplate } from './template-content';
import { parseJson, parseSettings } from './template-settings';

export type ReadFolder = { templates: LocalTemplate[]; problems: FileProblem[] };

/**
 * The templates of a folder: each folder in it is one, by its alias. Plain files beside them, and what begins with a dot,
 * are none of ours. All problems of all templates are told at once; a template with a problem is not among the templates.
 */
export async function readFolder(folder: string): Promise<ReadFolder> {
  const entries = await readdir(folder, { withFileTypes: true });
  const templates: LocalTemplate[] = [];
  const problems: FileProblem[] = [];
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || entry.isFile()) continue;
    try {
      if (!entry.isDirectory()) throw problemOf(join(folder, entry.name), 'is not a folder; links are not followed.');
      templates.push(await readTemplate(folder, entry.name));
    } catch (error) {
      if (error instanceof FileError) problems.push(error.problem);
      else if (error instanceof MjmlError) problems.push(...error.problems);
      else throw error;
    }
  }
  return { templates, problems };
}

class MjmlError extends Error {
  constructor(readonly problems: FileProblem[]) {
    super();
  }
}

async function readTemplate(folder: string, alias: string): Promise<LocalTemplate> {
  const file = (name: string) => join(folder, alias, name);
  if (!isAlias(alias)) {
    throw problemOf(file(''), 'An alias is 1 to 100 letters, digits, _ and -; the folder must be named so.');
  }
  const settings = await readSource(file('template.json'));
  if (settings === undefined) throw problemOf(file('template.json'), 'A template needs this file, with its name.');
  const mjml = await readSource(file('body.mjml'));
  const html = await readSource(file('body.html'));
  if (mjml !== undefined && html !== undefined) {
    throw problemOf(file('body.html'), 'stands beside body.mjml; which of them is meant?');
  }
  const subject = await readSource(file('subject.txt'));
  const text = await readSource(file('body.txt'));
  const sample = await readSource(file('sample.json'));
  return {
    alias,
    isMjml: mjml !== undefined,
    content: {
      ...parseSettings(file('template.json'), settings),
      subject: subject?.replace(/\r?\n$/, '') ?? null,
      html: mjml === undefined ? (html ?? '') : await compiled(file('body.mjml'), mjml),
      text: text ?? null,
    },
    ...(sample !== undefined && { sample: parseJson(file('sample.json'), sample) }),
  };
}

async function compiled(file: string, source: string): Promise<string> {
  const compilation = await compileMjml(file, source);
  if (!compilation.ok) throw new MjmlError(compilation.problems);
  return compilation.html;
}

const problemOf = (file: string, sentence: string) => new FileError({ file, sentence });
