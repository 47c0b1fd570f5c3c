import { origins } from './suppression-fact';
import type { SuppressionState } from './suppression-state';

/** The condition that an entry says what it said when it was read; of a state that says nothing, that it still says nothing. */
export function isUnchanged(state: SuppressionState) {
  const parts = [...origins, 'removed'] as const;
  const present = parts.filter((part) => state[part] !== undefined);
  return {
    condition: parts
      .map((part) => (state[part] === undefined ? `attribute_not_exists(#${part})` : `#${part} = :${part}`))
      .join(' AND '),
    names: Object.fromEntries(parts.map((part) => [`#${part}`, part])),
    values: Object.fromEntries(present.map((part) => [`:${part}`, state[part]])),
  };
}
