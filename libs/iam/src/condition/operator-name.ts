import { PolicyProblem } from '../malformed-policy-error';
import { arnOperators } from './arn';
import { binaryOperators } from './binary';
import { booleanOperators } from './boolean';
import { dateOperators } from './date';
import { ipAddressOperators } from './ip-address';
import { numericOperators } from './numeric';
import type { Operator } from './operator';
import type { Quantifier } from './quantifier';
import { stringOperators } from './string';

const OPERATORS = new Map(
  Object.entries({
    ...stringOperators,
    ...numericOperators,
    ...dateOperators,
    ...booleanOperators,
    ...binaryOperators,
    ...ipAddressOperators,
    ...arnOperators,
  }),
);

/** The operators by their plain names, `Null` apart. */
export const OPERATOR_NAMES = [...OPERATORS.keys()];

export interface NamedOperator {
  operator: Operator;
  quantifier: Quantifier;
  ifExists: boolean;
}

/**
 * Reads a name such as `ForAllValues:StringLikeIfExists`. Names have to be written as AWS writes them. Throws
 * PolicyProblem for any other: an operator that is not known must not be taken for one that holds.
 */
export function readOperatorName(name: string): NamedOperator {
  const [, quantifier, plain = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(name) ?? [];
  const operator = OPERATORS.get(plain);
  if (operator === undefined) throw new PolicyProblem(`"${name}" is not a condition operator`);
  return {
    operator,
    quantifier: quantifier === 'ForAllValues' || quantifier === 'ForAnyValue' ? quantifier : undefined,
    ifExists: ifExists !== undefined,
  };
}
