/**
 * Whether an element of a statement fits the request. `undecided` is where AWS's documentation leaves the answer open,
 * for example a negated comparison with a variable that has no value.
 */
export type Verdict = 'fits' | 'differs' | 'undecided';

/** All of them have to fit. */
export function every(verdicts: Verdict[]): Verdict {
  if (verdicts.includes('differs')) return 'differs';
  return verdicts.includes('undecided') ? 'undecided' : 'fits';
}

/** One of them has to fit. */
export function some(verdicts: Verdict[]): Verdict {
  if (verdicts.includes('fits')) return 'fits';
  return verdicts.includes('undecided') ? 'undecided' : 'differs';
}

export function not(verdict: Verdict): Verdict {
  if (verdict === 'undecided') return 'undecided';
  return verdict === 'fits' ? 'differs' : 'fits';
}

/**
 * Whether a statement with this verdict applies. What is undecided is read against the one who asks: an Allow does not
 * apply, a Deny does. Such a policy then shows as a refused call that someone mends, never as a call that went through.
 */
export function applies(effect: 'Allow' | 'Deny', verdict: Verdict): boolean {
  return verdict === 'fits' || (verdict === 'undecided' && effect === 'Deny');
}
