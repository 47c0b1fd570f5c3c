import type { ContextValue } from './types';

/** The value of a condition key, asked for by its name in lower case; undefined where the request does not carry it. */
export type RequestContext = (lowerCaseKey: string) => ContextValue | undefined;

/** Reads the condition keys of a request. An empty list is the same as no key. */
export function requestContext(context: Record<string, ContextValue>): RequestContext {
  let values: Map<string, ContextValue> | undefined;
  return (lowerCaseKey) => {
    values ??= new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
    const value = values.get(lowerCaseKey);
    return value?.length === 0 && typeof value !== 'string' ? undefined : value;
  };
}
