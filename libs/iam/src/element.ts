import { PolicyProblem } from './malformed-policy-error';

/** A JSON object of a policy. Throws PolicyProblem for anything else. */
export function record(value: unknown, element: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new PolicyProblem(`${element} is not an object`);
  }
  return Object.fromEntries(Object.entries(value));
}

/** One value, or several: policies write a list of one without its brackets. */
export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? Array.from<unknown>(value) : [value];
}

/** One string, or several. Throws PolicyProblem for anything else, and for none. */
export function strings(value: unknown, element: string): string[] {
  const values = list(value).map((item) => {
    if (typeof item === 'string') return item;
    throw new PolicyProblem(`${element} has a value that is not text`);
  });
  if (values.length === 0) throw new PolicyProblem(`${element} is empty`);
  return values;
}
