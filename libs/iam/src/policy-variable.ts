import { PolicyProblem } from './malformed-policy-error';
import type { RequestContext } from './request-context';
import type { Run } from './wildcard';

interface Variable {
  key: string;
  fallback?: string;
}

/** A string of a policy, cut at its variables. */
export interface Template {
  source: string;
  parts: (Run | Variable)[];
}

const PLACEHOLDER = /\$\{([^}]*)(\}?)/g;
const VARIABLE = /^\s*([^\s,':][^,':]*:(?!:)[^,']*?)\s*(?:,\s*'([^']*)')?\s*$/;
const LITERAL_CHARACTERS = new Set(['*', '?', '$']);

/**
 * Reads `${key}`, `${key, 'default'}` and the escapes `${*}`, `${?}` and `${$}`. Below policy version 2012-10-17 there
 * are no variables and the text stands for itself (AWS documentation: IAM policy elements: Variables and tags). Throws
 * PolicyProblem for a placeholder that is none of these, such as a template variable that was never filled in.
 */
export function readTemplate(source: string, variables: boolean): Template {
  if (!variables || !source.includes('${')) return { source, parts: [{ text: source, wildcards: true }] };
  const parts: Template['parts'] = [];
  let end = 0;
  for (const match of source.matchAll(PLACEHOLDER)) {
    if (match.index > end) parts.push({ text: source.slice(end, match.index), wildcards: true });
    parts.push(readPlaceholder(match[1] ?? '', match[2] === '}'));
    end = match.index + match[0].length;
  }
  if (end < source.length) parts.push({ text: source.slice(end), wildcards: true });
  return { source, parts };
}

function readPlaceholder(content: string, closed: boolean): Run | Variable {
  if (closed && LITERAL_CHARACTERS.has(content)) return { text: content, wildcards: false };
  const [, key, fallback] = (closed && VARIABLE.exec(content)) || [];
  if (key === undefined) throw new PolicyProblem(`"\${${content}${closed ? '}' : ''}" is not a policy variable`);
  return { key: key.toLowerCase(), ...(fallback === undefined ? {} : { fallback }) };
}

/** Whether the template holds anything but text: a variable or an escape. */
export function hasPlaceholders({ parts }: Template): boolean {
  return parts.some((part) => 'key' in part || !part.wildcards);
}

/**
 * Makes of a template what `compile` makes of its text: once, or for every request where it holds variables.
 * The answer is undefined where a variable has no value. A key with a list of values has none: AWS does not let a
 * multivalued key be a variable (AWS documentation: Single-valued vs. multivalued context keys).
 * A `*` or `?` in a variable's value stands for itself, so that nobody widens a policy by how they are named.
 */
export function compileTemplate<T>(
  { parts }: Template,
  compile: (runs: Run[]) => T,
): (context: RequestContext) => T | undefined {
  const fixed = parts.filter((part) => 'text' in part);
  if (fixed.length === parts.length) {
    const compiled = compile(fixed);
    return () => compiled;
  }
  return (context) => {
    const runs: Run[] = [];
    for (const part of parts) {
      const run = 'text' in part ? part : resolveVariable(part, context);
      if (run === undefined) return undefined;
      runs.push(run);
    }
    return compile(runs);
  };
}

function resolveVariable({ key, fallback }: Variable, context: RequestContext): Run | undefined {
  const value = context(key) ?? fallback;
  return typeof value === 'string' ? { text: value, wildcards: false } : undefined;
}
