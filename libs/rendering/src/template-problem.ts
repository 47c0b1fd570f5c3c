/** The parts of a template. */
export const parts = ['subject', 'html', 'text'] as const;
export type Part = (typeof parts)[number];

/** Where something stands in the source of a part: both from 1, columns in UTF-16 units. */
export type Place = { line: number; column: number };

/** Why a template is refused, where, and what to do. The sentence may repeat names from the source, never content. */
export type TemplateProblem = Place & { part: Part; sentence: string };

/** A problem of a part whose name its finder need not know. */
export type PartProblem = Place & { sentence: string };

/** The place of an offset in a source. Lines end as handlebars counts them: LF, CR, or both together. */
export function placeOf(source: string, offset: number): Place {
  const lines = source.slice(0, offset).split(/\r\n?|\n/);
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}
