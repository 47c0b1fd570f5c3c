import type { Path } from './node';
import { ownValue } from './own-value';

/** Where in the data something stands; made into words only for a problem. */
export type Location = { within: Location | undefined; keys: readonly (string | number)[] };

export type Bound = { value: unknown; at: Location };

/** What names mean at a place: the value they are read from, parameters of a partial before it, and `../`. */
export type Scope = Bound & { bindings: ReadonlyMap<string, Bound> | undefined; parent: Scope | undefined };

/** What a path holds. */
export function read(scope: Scope, { keys }: Path): unknown {
  const [first] = keys;
  const bound = first === undefined ? undefined : scope.bindings?.get(first);
  let value = bound ? bound.value : scope.value;
  for (let at = bound ? 1 : 0; at < keys.length; at += 1) value = ownValue(value, keys[at]!);
  return value;
}

/** Where in the data a path reads. */
export function locate(scope: Scope, { keys }: Path): Location {
  const [first, ...rest] = keys;
  if (first === undefined) return scope.at;
  const bound = scope.bindings?.get(first);
  return bound ? { within: bound.at, keys: rest } : { within: scope.at, keys };
}

/** `order.items[2].price`; the data as a whole is `this`. */
export function locationInWords(location: Location): string {
  let words = '';
  for (let at: Location | undefined = location; at; at = at.within) words = inWords(at.keys) + words;
  return words.replace(/^\./, '') || 'this';
}

function inWords(keys: readonly (string | number)[]): string {
  return keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
}
