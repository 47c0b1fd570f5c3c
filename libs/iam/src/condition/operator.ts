import { PolicyProblem } from '../malformed-policy-error';
import { hasPlaceholders, type Template } from '../policy-variable';
import type { RequestContext } from '../request-context';

/**
 * Compares a value of the request. Undefined where the two cannot be compared: another kind of value, an unknown
 * variable.
 */
export type Comparison = (got: string, context: RequestContext) => boolean | undefined;

export interface Operator {
  /** Turns the comparison round: `StringNotEquals` is true where none of the wanted values is equal. */
  negated: boolean;
  /** Reads one wanted value. Throws PolicyProblem where it is not of the operator's kind. */
  read: (wanted: Template) => Comparison;
}

export function operator(read: Operator['read']): Operator {
  return { negated: false, read };
}

export function negatedOperator(read: Operator['read']): Operator {
  return { negated: true, read };
}

/**
 * Reads wanted values of a kind that takes no policy variables: numbers, dates, addresses, bytes (AWS documentation:
 * IAM JSON policy elements: Condition operators). `parse` answers undefined for text that is not of that kind.
 */
export function comparing<T>(
  kind: string,
  parse: (text: string) => T | undefined,
  compare: (got: T, wanted: T) => boolean,
): Operator['read'] {
  return (template) => {
    const wanted = hasPlaceholders(template) ? undefined : parse(template.source);
    if (wanted === undefined) throw new PolicyProblem(`"${template.source}" is not ${kind}`);
    return (text) => {
      const got = parse(text);
      return got === undefined ? undefined : compare(got, wanted);
    };
  };
}
