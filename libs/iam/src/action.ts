import { PolicyProblem } from './malformed-policy-error';
import { compilePattern, matchesPattern } from './wildcard';

/** Tells whether an action, given in lower case, is meant. */
export type ActionMatch = (lowerCaseAction: string) => boolean;

const ACTION = /^(\*|[a-z0-9-]+:[a-z0-9*?]+)$/;

/**
 * Reads `Action`, or `NotAction` when negated. Case does not count, `*` and `?` are wildcards except in the service's
 * name (AWS documentation: IAM JSON policy elements: Action).
 */
export function readActions(actions: string[], negated: boolean): ActionMatch {
  const patterns = actions.map((action) => {
    const lowerCase = action.toLowerCase();
    if (!ACTION.test(lowerCase)) throw new PolicyProblem(`"${action}" is not an action (service:Name)`);
    return compilePattern([{ text: lowerCase, wildcards: true }], 'text');
  });
  return (action) => patterns.some((pattern) => matchesPattern(pattern, action)) !== negated;
}
