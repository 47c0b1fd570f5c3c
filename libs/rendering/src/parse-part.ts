// Whoever imports the lib compiles it without its folder, and the declarations of a foreign module cannot be imported.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="./handlebars-parser.d.ts" />
import { parse, parser, type Program } from 'handlebars/dist/cjs/handlebars/compiler/base';
import type { ParsedPart } from './node';
import { partialProblems } from './partial-problems';
import type { PartProblem } from './template-problem';
import { toParsedPart } from './to-nodes';

/** Reads the source of one part, whose tags have been looked over. Handlebars reads the grammar, and no more. */
export function parsePart(source: string): { part: ParsedPart; problems: PartProblem[] } {
  const problems: PartProblem[] = [];
  const program = programOf(source, (problem) => problems.push(problem));
  const part = toParsedPart(program, (problem) => problems.push(problem));
  if (problems.length === 0) problems.push(...partialProblems(part));
  return { part, problems };
}

function programOf(source: string, refuse: (problem: PartProblem) => void): Program {
  try {
    return parse(source);
  } catch (error) {
    refuse(problemOf(error));
    return { type: 'Program', body: [] };
  }
}

const mismatch = /^(.*) doesn't match (.*) - \d+:\d+$/s;
const invalidPath = /^Invalid path: (.*) - \d+:\d+$/s;

/** Handlebars throws exceptions that know their place, and the grammar's, whose place only the lexer knows. */
function problemOf(error: unknown): PartProblem {
  const message = error instanceof Error ? error.message : '';
  const place = ownPlace(error) ?? lexersPlace();
  const [, opened, closed] = mismatch.exec(message) ?? [];
  if (opened !== undefined && closed !== undefined) {
    return { ...place, sentence: `{{#${opened}}} is closed by {{/${closed}}}; write {{/${opened}}}.` };
  }
  const [, path] = invalidPath.exec(message) ?? [];
  if (path !== undefined) {
    return { ...place, sentence: `${path} is no path; ../ and this can only stand at its beginning.` };
  }
  return {
    ...place,
    sentence: 'This cannot be read as a tag; write {{name}}, {{#if name}}…{{/if}}, or \\{{ to show braces.',
  };
}

function ownPlace(error: unknown) {
  if (typeof error !== 'object' || error === null || !('lineNumber' in error) || !('column' in error)) return undefined;
  const { lineNumber: line, column } = error;
  return typeof line === 'number' && typeof column === 'number' ? { line, column: column + 1 } : undefined;
}

function lexersPlace() {
  const { first_line: line, first_column: column } = parser.lexer.yylloc;
  return { line, column: column + 1 };
}
