import type { Place } from './template-problem';

/** How a template uses a variable. `asked`: only whether it is there, and true. */
export type Use = 'asked' | 'printed' | 'each' | 'with' | 'fields';

/** All that a template does with one variable. */
export type Shape = {
  path: string;
  uses: Map<Use, Place>;
  /** Whether it is needed whenever what holds it is there. */
  required: boolean;
  fields: Map<string, Shape>;
  items: Shape | undefined;
};

/** A variable of which nothing is known yet. */
export function newShape(path: string): Shape {
  return { path, uses: new Map(), required: false, fields: new Map(), items: undefined };
}

/** What a shape has under a key. */
export function fieldOf(shape: Shape, key: string): Shape {
  const known = shape.fields.get(key);
  if (known) return known;
  const field = newShape(shape.path === '' ? key : `${shape.path}.${key}`);
  shape.fields.set(key, field);
  return field;
}

/** What each item of a shape is. */
export function itemOf(shape: Shape): Shape {
  shape.items ??= { ...newShape(`${shape.path || 'this'}[]`), required: true };
  return shape.items;
}
