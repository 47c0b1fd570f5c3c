import type { Verdict } from '../verdict';
import type { Quantifier } from './quantifier';

/**
 * Judges a key that the request does not carry. There is no value of which `ForAnyValue` could hold, and `…IfExists`
 * does not change that, because it speaks of each value (unverified: AWS's documentation does not treat the two
 * together). `ForAllValues` holds of no values, `…IfExists` is true by its meaning, and a negated operator is true
 * because nothing is equal (AWS documentation: IAM JSON policy elements: Condition operators).
 */
export function judgeAbsentKey(quantifier: Quantifier, ifExists: boolean, negated: boolean): Verdict {
  if (quantifier === 'ForAnyValue') return 'differs';
  return quantifier === 'ForAllValues' || ifExists || negated ? 'fits' : 'differs';
}
