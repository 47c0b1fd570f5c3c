import { mistypedAmong, withFallbacks, type DeclaredVariable } from './declared-variable';
import { limits } from './limits';
import type { ParsedPart } from './node';
import { isContainer, isList } from './own-value';
import { Run, TooMuch, type Budget } from './run';
import { locationInWords } from './scope';
import type { Template } from './template';
import { parts, type Part } from './template-problem';
import { isUnsafeLink } from './unsafe-link';
import type { VariableProblem } from './variable-problem';

export type Evaluation =
  { ok: true; rendered: { [part in Part]?: string } } | { ok: false; problems: readonly VariableProblem[] };

/** Renders all parts of a template, as they are written, or tells all that is wrong with the data. */
export function evaluate(template: Template, given: unknown, declared: readonly DeclaredVariable[]): Evaluation {
  if (!isContainer(given) || isList(given)) {
    const sentence = 'The variables must be an object, with a value for each name.';
    return { ok: false, problems: [{ path: '', reason: 'mistyped', sentence }] };
  }
  const data = withFallbacks(declared, given);
  const problems = new Map<string, VariableProblem>();
  const budget = { steps: limits.steps, output: limits.output };
  const rendered: { [part in Part]?: string } = {};
  try {
    for (const part of parts) {
      const parsed = template.parts[part];
      if (parsed) rendered[part] = renderPart(part, parsed, data, budget, problems);
    }
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    problems.set(error.path, tooMuch(error.path));
  }
  for (const problem of mistypedAmong(declared, data)) problems.set(problem.path, problem);
  return problems.size > 0 ? { ok: false, problems: [...problems.values()] } : { ok: true, rendered };
}

function renderPart(
  part: Part,
  parsed: ParsedPart,
  data: unknown,
  budget: Budget,
  problems: Map<string, VariableProblem>,
): string {
  const run = new Run(parsed, data, part === 'html', budget, problems);
  const output = run.all();
  for (const { offset, at } of run.links) {
    if (!isUnsafeLink(output, offset)) continue;
    const path = locationInWords(at);
    const sentence = `${path} begins a link, and must begin with https:, http:, mailto:, tel:, sms: or cid:.`;
    problems.set(path, { path, reason: 'unsafe_link', sentence });
  }
  return part === 'subject' ? withoutControlCharacters(output) : output;
}

/** A line break in a subject would begin another header; no other control character can be shown. */
function withoutControlCharacters(subject: string): string {
  return subject.replace(/[\p{Cc}\u2028\u2029]/gu, '');
}

function tooMuch(path: string): VariableProblem {
  const sentence =
    `Rendering takes more than ${limits.steps} steps, or makes more than ${limits.output} characters` +
    `${path === 'this' ? '' : `, in ${path}`}; send less.`;
  return { path: path === 'this' ? '' : path, reason: 'too_much', sentence };
}
