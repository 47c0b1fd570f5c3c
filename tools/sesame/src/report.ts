import type { Compared } from './compare';
import { lineDiff } from './line-diff';
import type { ContentField, TemplateContent } from './template-content';

/** Which side becomes like the other: `push` the server, `pull` the folder. */
export type Direction = 'push' | 'pull';

const inWords: Readonly<Record<Direction, Readonly<Record<Compared['state'], string>>>> = {
  push: { only_here: 'create', only_on_server: 'only on the server', changed: 'change', equal: 'unchanged' },
  pull: { only_here: 'only here', only_on_server: 'create', changed: 'change', equal: 'unchanged' },
};

/** The plan for people: a line for each template, and what changes in it below. */
export function planLines(compared: readonly Compared[], direction: Direction): string[] {
  return compared.flatMap((one) => [
    `${inWords[direction][one.state].padEnd(18)} ${one.alias}`,
    ...changesOf(one, direction).flatMap(({ field, lines }) => [
      `    ${field}`,
      ...lines.map((line) => `      ${line}`),
    ]),
  ]);
}

/** The plan for programs. */
export function planJson(compared: readonly Compared[], direction: Direction) {
  return compared.map((one) => ({ alias: one.alias, state: one.state, changes: changesOf(one, direction) }));
}

function changesOf(one: Compared, direction: Direction): { field: ContentField; lines: string[] }[] {
  if (one.state !== 'changed') return [];
  const [before, after] = direction === 'push' ? [one.server, one.local] : [one.local, one.server];
  return one.fields.map((field) => ({
    field,
    lines: lineDiff(textOf(before.content, field), textOf(after.content, field)),
  }));
}

function textOf(content: TemplateContent, field: ContentField): string {
  const value = content[field];
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
