import type { DeclaredVariable } from './declared-variable';
import { evaluate } from './evaluate';
import { limits } from './limits';
import type { Template, Warning } from './template';
import { canBecomeText, textFromHtml } from './text-from-html';
import type { VariableProblem } from './variable-problem';

/** A rendered template. A part is there where the template has it; the text, also where it has HTML. */
export type Rendering =
  | { ok: true; subject?: string; html?: string; text?: string; warnings: readonly Warning[] }
  | { ok: false; problems: readonly VariableProblem[] };

export type CheckedVariables = { ok: true } | { ok: false; problems: readonly VariableProblem[] };

/**
 * Every variable that the template reaches with these data and that is missing or of the wrong type, each by its path; or ok,
 * and then `render` renders. Null is missing. What stands in a branch that is not taken is not needed. The same walk as
 * rendering, so that the two cannot disagree.
 */
export function checkVariables(
  template: Template,
  declared: readonly DeclaredVariable[],
  data: unknown,
): CheckedVariables {
  const evaluation = evaluate(template, data, declared);
  if (!evaluation.ok) return evaluation;
  return lacksText(evaluation.rendered) ? { ok: false, problems: [tooLargeForText] } : { ok: true };
}

/**
 * Renders a template with data. Data are read as JSON has them: own properties only, and no code of theirs is run. The HTML
 * is escaped as handlebars escapes; the subject is one line without control characters; a text that the template lacks is
 * derived from its HTML. The same template and data give the same bytes. Never throws.
 */
export function render(template: Template, data: unknown, declared: readonly DeclaredVariable[] = []): Rendering {
  const evaluation = evaluate(template, data, declared);
  if (!evaluation.ok) return evaluation;
  const { subject, html, text } = evaluation.rendered;
  if (lacksText(evaluation.rendered)) return { ok: false, problems: [tooLargeForText] };
  const derived = text ?? (html === undefined ? undefined : textFromHtml(html));
  return {
    ok: true,
    ...(subject !== undefined && { subject }),
    ...(html !== undefined && { html }),
    ...(derived !== undefined && { text: derived }),
    warnings: template.warnings,
  };
}

/** Whether there is no text, and too much HTML to derive one from. */
function lacksText({ html, text }: { html?: string; text?: string }): boolean {
  return text === undefined && html !== undefined && !canBecomeText(html);
}

const tooLargeForText: VariableProblem = {
  path: '',
  reason: 'too_much',
  sentence:
    `A text is derived from at most ${limits.htmlForText} characters of HTML, of ${limits.elementsForText} elements; ` +
    'give the template a text of its own, or send less.',
};
