import { types } from 'node:util';

/**
 * What an object or list holds of its own under a key. Nothing inherited, nothing computed: prototypes, getters and
 * proxies are never asked, and `__proto__` is no key.
 */
export function ownValue(container: unknown, key: string | number): unknown {
  if (!isContainer(container) || key === '__proto__') return undefined;
  const property = Object.getOwnPropertyDescriptor(container, key);
  return property && 'value' in property ? (property.value as unknown) : undefined;
}

/** Whether a value is an object or a list that can be read without running code. */
export function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !types.isProxy(value);
}

/** Whether a value is a list that can be read without running code. */
export function isList(value: unknown): value is readonly unknown[] {
  return isContainer(value) && Array.isArray(value);
}

/** Whether a value is as good as not there. */
export function isMissing(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}
