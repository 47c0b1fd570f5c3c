import { PolicyProblem } from './malformed-policy-error';
import { compileTemplate, readTemplate } from './policy-variable';
import type { RequestContext } from './request-context';
import { not, some, type Verdict } from './verdict';
import { compilePattern, matchesPattern } from './wildcard';

/** Tells whether a resource, an ARN or `*`, is meant. */
export type ResourceMatch = (resource: string, context: RequestContext) => Verdict;

/**
 * Reads `Resource`, or `NotResource` when negated. Case counts. Wildcards stay inside their part of the ARN, but "if
 * the `*` wildcard is the last character of a resource ARN segment, it can expand to match beyond the colon
 * boundaries" (AWS documentation: IAM JSON policy elements: Resource). The resource itself, after the fifth colon, is
 * one part: colons in it are ordinary characters (unverified: the documentation does not say so).
 *
 * An ARN with a variable that has no value matches nothing. For `NotResource` that leaves open whether the resource is
 * among the exceptions, so it is undecided.
 */
export function readResources(resources: string[], negated: boolean, variables: boolean): ResourceMatch {
  const patterns = resources.map((resource) => {
    checkArn(resource, variables);
    return compileTemplate(readTemplate(resource, variables), (runs) => compilePattern(runs, 'resource'));
  });
  return (resource, context) => {
    const found = some(
      patterns.map((patternFor) => {
        const pattern = patternFor(context);
        if (pattern === undefined) return negated ? 'undecided' : 'differs';
        return matchesPattern(pattern, resource) ? 'fits' : 'differs';
      }),
    );
    return negated ? not(found) : found;
  };
}

function checkArn(resource: string, variables: boolean): void {
  if (resource === '*') return;
  const parts = resource.split(':');
  if (parts[0] !== 'arn' || (parts.length < 6 && !parts.some((part) => part.endsWith('*')))) {
    throw new PolicyProblem(`"${resource}" is neither an ARN nor "*"`);
  }
  const variable = resource.indexOf('${');
  if (variables && variable !== -1 && resource.slice(0, variable).split(':').length < 6) {
    throw new PolicyProblem(`"${resource}" has a policy variable before the resource part of the ARN`);
  }
}
