import { comparing, operator, type Operator } from './operator';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

const decode = (text: string): string | undefined => (BASE64.test(text) ? atob(text) : undefined);

/** Bytes, in base64 both in the policy and in the request's context. */
export const binaryOperators: Record<string, Operator> = {
  BinaryEquals: operator(comparing('base64', decode, (got, wanted) => got === wanted)),
};
