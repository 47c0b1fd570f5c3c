import { isContainer, isList, isMissing, ownValue } from './own-value';
import type { Template } from './template';
import { unsubscribeUrlProblems } from './unsubscribe-url';
import type { Variable } from './variable';
import type { VariableProblem } from './variable-problem';

export const declaredTypes = ['string', 'number', 'boolean', 'list', 'object'] as const;
export type DeclaredType = (typeof declaredTypes)[number];

/** A variable as the author of a template declares it: a name at the top of the data. The fallback stands in where it is missing. */
export type DeclaredVariable = { key: string; type: DeclaredType; fallback_value?: unknown };

const expected: Readonly<Record<DeclaredType, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  list: 'a list',
  object: 'an object',
};

/** The data, with the fallback of each declared variable that is missing. */
export function withFallbacks(declared: readonly DeclaredVariable[], data: unknown): unknown {
  const lacking = declared.filter(
    ({ key, fallback_value: fallback }) => !isMissing(fallback) && isMissing(ownValue(data, key)),
  );
  if (lacking.length === 0 || !isContainer(data) || isList(data)) return data;
  return { ...data, ...Object.fromEntries(lacking.map(({ key, fallback_value: fallback }) => [key, fallback])) };
}

/** The declared variables that are there, and of another type. */
export function mistypedAmong(declared: readonly DeclaredVariable[], data: unknown): VariableProblem[] {
  return declared.flatMap(({ key, type }) => {
    const value = ownValue(data, key);
    if (isMissing(value) || isOfType(value, type)) return [];
    return [{ path: key, reason: 'mistyped' as const, sentence: `${key} must be ${expected[type]}.` }];
  });
}

/**
 * What is wrong with declarations, whatever data come: a name declared twice, a fallback of another type, a type that the
 * template cannot use, and what makes a variable of the caller's out of the link to unsubscribe.
 */
export function declarationProblems(template: Template, declared: readonly DeclaredVariable[]): VariableProblem[] {
  const problem = (key: string, sentence: string) => ({ path: key, reason: 'mistyped' as const, sentence });
  const ofDeclarations = declared.flatMap(({ key, type, fallback_value: fallback }, at) => {
    const variable = template.variables.find(({ name }) => name === key);
    return [
      ...(declared.findIndex((other) => other.key === key) < at ? [problem(key, `${key} is declared twice.`)] : []),
      ...(isMissing(fallback) || isOfType(fallback, type)
        ? []
        : [problem(key, `The fallback of ${key} must be ${expected[type]}, as it is declared.`)]),
      ...(variable && !isUsable(type, variable)
        ? [
            problem(
              key,
              `${key} is declared as ${expected[type]}, but the template uses it as ${inWords[variable.kind]}.`,
            ),
          ]
        : []),
    ];
  });
  return [...unsubscribeUrlProblems(template, declared), ...ofDeclarations];
}

const inWords: Readonly<Record<Variable['kind'], string>> = {
  value: 'a value to print',
  list: 'a list',
  object: 'an object',
  condition: 'a condition',
};

function isUsable(type: DeclaredType, { kind }: Variable): boolean {
  if (kind === 'condition') return true;
  if (kind === 'value') return type !== 'list' && type !== 'object';
  return type === 'list' || type === 'object';
}

function isOfType(value: unknown, type: DeclaredType): boolean {
  if (type === 'list') return isList(value);
  if (type === 'object') return isContainer(value) && !isList(value);
  return typeof value === type && (type !== 'number' || Number.isFinite(value));
}
