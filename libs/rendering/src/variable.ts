import type { Shape } from './shape';

/**
 * A variable that a template reads.
 *
 * - `value`: printed, so a text, a number, true or false. `list`: gone through by `each`; a list, or an object by its keys.
 *   `object`: read by its fields. `condition`: only asked for, so anything, or missing.
 * - `required`: whether it is needed whenever what holds it is there. What is not required stands inside an `if`, an `unless`
 *   or an `each`, or has an `else`: it is needed when that place is reached.
 */
export type Variable = {
  name: string;
  /** From the top of the data: `order.items[].price`. */
  path: string;
  kind: 'value' | 'list' | 'object' | 'condition';
  required: boolean;
  /** Of an object. */
  fields: Variable[];
  /** Of a list: what each item is, or `undefined` where the template reads nothing of it. */
  item: Variable | undefined;
};

/** A shape for people and programs: variables in the order in which the template first reads them. */
export function variablesIn(shape: Shape): Variable[] {
  return [...shape.fields].map(([name, field]) => variableOf(name, field));
}

/** What is read of the data as a whole, where a template goes through it with `{{#each this}}`, or prints it. */
export function variableOf(name: string, shape: Shape): Variable {
  const { path, required, items } = shape;
  return {
    name,
    path,
    kind: kindOf(shape),
    required,
    fields: variablesIn(shape),
    item: items && items.uses.size + items.fields.size > 0 ? variableOf('', items) : undefined,
  };
}

function kindOf({ uses, fields }: Shape): Variable['kind'] {
  if (uses.has('printed')) return 'value';
  if (uses.has('fields') || uses.has('with') || fields.size > 0) return 'object';
  return uses.has('each') ? 'list' : 'condition';
}
