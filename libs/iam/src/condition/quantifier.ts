import type { ContextValue } from '../types';
import { every, some, type Verdict } from '../verdict';

/** How the values of one key of the request are judged together. */
export type Quantifier = 'ForAllValues' | 'ForAnyValue' | undefined;

/** The values that the request carries, without empty ones. */
export function presentValues(value: ContextValue | undefined): string[] {
  const values = value === undefined || typeof value !== 'string' ? (value ?? []) : [value];
  return values.filter((item) => item !== '');
}

/**
 * Judges the values of a key that is present. `ForAllValues` is true where there is nothing but empty text,
 * `ForAnyValue` is not (AWS documentation: Single-valued vs. multivalued context keys).
 *
 * "Multivalued context keys require a condition set operator", and what happens without one is not said. So a list
 * without a quantifier is undecided, also a list of one: a policy must not work for one recipient and turn with the
 * second.
 */
export function judgeValues(quantifier: Quantifier, value: ContextValue, judge: (got: string) => Verdict): Verdict {
  if (quantifier === 'ForAllValues') return every(presentValues(value).map(judge));
  if (quantifier === 'ForAnyValue') return some(presentValues(value).map(judge));
  return typeof value === 'string' ? judge(value) : 'undecided';
}
