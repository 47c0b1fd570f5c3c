import { comparing, operator, type Operator } from './operator';

/** The truth value that the text names, in any case. */
export function parseBoolean(text: string): boolean | undefined {
  const lowerCase = text.toLowerCase();
  return lowerCase === 'true' || lowerCase === 'false' ? lowerCase === 'true' : undefined;
}

/** `true` or `false`. AWS's pages disagree on policy variables here; they are refused, as for numbers. */
export const booleanOperators: Record<string, Operator> = {
  Bool: operator(comparing('true or false', parseBoolean, (got, wanted) => got === wanted)),
};
