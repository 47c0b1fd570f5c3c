import { comparing, negatedOperator, operator, type Operator } from './operator';

const parse = (text: string): number | undefined => (/^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined);

const numbers = (compare: (got: number, wanted: number) => boolean): Operator['read'] =>
  comparing('a number', parse, compare);

const equals = numbers((got, wanted) => got === wanted);

/** Integers and decimals. */
export const numericOperators: Record<string, Operator> = {
  NumericEquals: operator(equals),
  NumericNotEquals: negatedOperator(equals),
  NumericLessThan: operator(numbers((got, wanted) => got < wanted)),
  NumericLessThanEquals: operator(numbers((got, wanted) => got <= wanted)),
  NumericGreaterThan: operator(numbers((got, wanted) => got > wanted)),
  NumericGreaterThanEquals: operator(numbers((got, wanted) => got >= wanted)),
};
