import type { DeclaredVariable } from './declared-variable';
import { ownValue } from './own-value';
import { render, type Rendering } from './render';
import type { Template } from './template';
import { unsubscribeVariable, usesUnsubscribeUrl } from './unsubscribe-url';
import type { VariableProblem } from './variable-problem';

/**
 * Renders a template as the e-mail that it becomes: `render`, with `unsubscribe_url` filled in where the template uses it.
 * `unsubscribeUrl` is where the e-mail's recipient unsubscribes; `undefined` for mail that nobody unsubscribes from, which
 * no template that uses the link may become. Data that bring a link of their own are refused.
 */
export function renderEmail(
  template: Template,
  data: unknown,
  declared: readonly DeclaredVariable[],
  unsubscribeUrl: string | undefined,
): Rendering {
  const isUsed = usesUnsubscribeUrl(template);
  const problems = [
    ...(ownValue(data, unsubscribeVariable) === undefined ? [] : [isFilledByUs]),
    ...(isUsed && unsubscribeUrl === undefined ? [isOfMarketing] : []),
  ];
  // A url that is missing is a problem already, and any text shows what else is wrong.
  const link = { key: unsubscribeVariable, type: 'string' as const, fallback_value: unsubscribeUrl ?? '-' };
  const rendering = render(template, data, isUsed ? [...declared, link] : declared);
  if (problems.length === 0) return rendering;
  const others = rendering.ok ? [] : rendering.problems.filter(({ path }) => path !== unsubscribeVariable);
  return { ok: false, problems: [...problems, ...others] };
}

const isFilledByUs: VariableProblem = {
  path: unsubscribeVariable,
  reason: 'reserved',
  sentence: `${unsubscribeVariable} is filled in by Sesame, with the link of that very e-mail; leave it out.`,
};

const isOfMarketing: VariableProblem = {
  path: unsubscribeVariable,
  reason: 'marketing_only',
  sentence:
    `${unsubscribeVariable} is filled in marketing mail only: send this with the header "Sesame-Stream: marketing", ` +
    'or by a template without it.',
};
