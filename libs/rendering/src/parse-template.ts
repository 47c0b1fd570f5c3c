import { htmlWarnings } from './html-warnings';
import { limits } from './limits';
import type { ParsedPart } from './node';
import { parsePart } from './parse-part';
import { scanTags } from './scan-tags';
import { newShape } from './shape';
import { addShapeOf } from './shape-of';
import type { Template, TemplateSource, Warning } from './template';
import { parts, type Part, type PartProblem, type TemplateProblem } from './template-problem';
import { unsubscribeVariable } from './unsubscribe-url';
import { variablesIn, type Variable } from './variable';

export type ParsedTemplate = { ok: true; template: Template } | { ok: false; problems: TemplateProblem[] };

/**
 * Reads a template in SES's language: variables, `if`, `unless`, `each`, `with`, partials defined in the same part, comments.
 * Anything else is refused, with its place and what to do; so is what no data could satisfy. Takes strings only (anything
 * else is a problem, whatever its type says), up to 500,000 bytes.
 */
export function parseTemplate(source: TemplateSource): ParsedTemplate {
  const given = parts.flatMap((part) => (source[part] === undefined ? [] : [[part, source[part]] as const]));
  const problems = problemsBeforeParsing(given);
  if (problems.length > 0) return { ok: false, problems };

  const root = newShape('');
  const parsed: { [part in Part]?: ParsedPart } = {};
  const warnings: Warning[] = [];
  for (const [part, text] of given) {
    const found = readPart(part, text);
    problems.push(...found.problems.map((problem) => ({ part, ...problem })));
    warnings.push(...found.warnings);
    parsed[part] = found.parsed;
  }
  if (problems.length > 0) return { ok: false, problems };

  for (const [part] of given) {
    const found = addShapeOf(parsed[part] ?? { nodes: [], partials: new Map() }, root);
    problems.push(...found.map((problem) => ({ part, ...problem })));
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, template: { parts: parsed, variables: variablesIn(root), warnings } };
}

/** What a template reads of its data, but for the link to unsubscribe, which nobody has to give. */
export function variablesOf(template: Template): readonly Variable[] {
  return template.variables.filter(({ name }) => name !== unsubscribeVariable);
}

function readPart(part: Part, text: string): { parsed: ParsedPart; problems: PartProblem[]; warnings: Warning[] } {
  const { part: parsed, problems } = parsePart(text);
  if (problems.length > 0 || part !== 'html') return { parsed, problems, warnings: [] };
  const { warnings, problems: tooMuch } = htmlWarnings(parsed);
  return { parsed, problems: tooMuch, warnings: warnings.map((warning) => ({ part, ...warning })) };
}

function problemsBeforeParsing(given: readonly (readonly [Part, string])[]): TemplateProblem[] {
  const begin = { line: 1, column: 1 };
  const notText = given.filter(([, text]) => typeof text !== 'string');
  if (notText.length > 0) {
    return notText.map(([part]) => ({ part, ...begin, sentence: `The ${part} of a template must be a text.` }));
  }
  const bytes = given.reduce((sum, [, text]) => sum + Buffer.byteLength(text), 0);
  const part = given.at(-1)?.[0] ?? 'subject';
  if (bytes > limits.templateBytes) {
    return [
      { part, ...begin, sentence: `A template has at most ${limits.templateBytes} bytes, all its parts together.` },
    ];
  }
  return problemsOfTags(given);
}

function problemsOfTags(given: readonly (readonly [Part, string])[]): TemplateProblem[] {
  const scanned = given.map(([part, text]) => ({ part, ...scanTags(text) }));
  const problems = scanned.flatMap(({ part, problems }) => problems.map((problem) => ({ part, ...problem })));
  if (problems.length > 0) return problems;
  const tags = scanned.reduce((sum, each) => sum + each.tags, 0);
  const characters = scanned.reduce((sum, each) => sum + each.characters, 0);
  if (tags <= limits.tags && characters <= limits.tagCharacters) return [];
  const sentence = `A template has at most ${limits.tags} tags, of ${limits.tagCharacters} characters, in all its parts together.`;
  return [{ part: given.at(-1)?.[0] ?? 'subject', line: 1, column: 1, sentence }];
}
