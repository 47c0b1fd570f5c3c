import { PolicyProblem } from '../malformed-policy-error';
import type { Template } from '../policy-variable';
import type { ContextValue } from '../types';
import type { Verdict } from '../verdict';
import { parseBoolean } from './boolean';
import { presentValues } from './quantifier';

/**
 * `Null`: `true` wants the key absent, `false` wants it present with a value. Empty text counts as no value, as
 * `ForAllValues` takes it, because `Null` is what guards that operator (AWS documentation: Single-valued vs.
 * multivalued context keys).
 */
export function readNull(wanted: Template[]): (value: ContextValue | undefined) => Verdict {
  const wantsAbsent = wanted.map(({ source }) => {
    const absent = parseBoolean(source);
    if (absent === undefined) throw new PolicyProblem(`"${source}" is not true or false`);
    return absent;
  });
  return (value) => (wantsAbsent.includes(presentValues(value).length === 0) ? 'fits' : 'differs');
}
