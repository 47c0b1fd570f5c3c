import type { TemplateValue } from '../template';

/** What the value will be is known only once a resource has been applied. Stands in for it while a template is checked. */
export class Pending {
  constructor(
    /** `Queue.Arn`, or `Queue` for its Ref. */
    readonly of: string,
  ) {}
}

/** The value of `AWS::NoValue`: the property or the element that has it is left out. */
export const noValue: unique symbol = Symbol('AWS::NoValue');

/** A value of a template after its intrinsic functions have been evaluated. */
export type Resolved =
  string | number | boolean | null | Pending | typeof noValue | Resolved[] | { [key: string]: Resolved };

/** What a name stands for, or why it stands for nothing, as the end of a sentence that begins with `Ref of`. */
export type Found = { value: Resolved } | { problem: string };

/** What the names in a template stand for. */
export interface Scope {
  /** Of a parameter, a pseudo parameter or a resource. */
  reference(name: string): Found;
  attribute(logicalId: string, attribute: string): Found;
  importValue(exportName: string): Found;
  /** Whether a named condition holds; undefined if there is none of that name. */
  condition(name: string): boolean | undefined;
}

/** Where an intrinsic function stands, and what it may ask. */
export interface Place {
  path: string;
  scope: Scope;
  /** Resolves an argument, which stands at this place. */
  resolve(value: TemplateValue): Resolved;
}

/** One intrinsic function: pure, from its argument and the scope to a value. Throws {@link UnresolvedError}. */
export interface Intrinsic {
  /** As it is written in a template, for example `Fn::Join`. */
  key: string;
  evaluate(argument: TemplateValue, place: Place): Resolved;
}

/** A value that cannot be resolved. The message begins with the path of the value in its template. */
export class UnresolvedError extends Error {
  override readonly name = 'UnresolvedError';

  constructor(path: string, reason: string) {
    super(`${path}: ${reason}`);
  }
}

/** The value that was found, or an error that says which function asked for what. */
export function valueOf(found: Found, key: string, { path }: Place): Resolved {
  if ('problem' in found) throw new UnresolvedError(path, `${key} of ${found.problem}`);
  return found.value;
}

/** Resolves an argument that must be one text. Numbers and booleans become their text, as CloudFormation has it. */
export function resolveText(value: TemplateValue, key: string, place: Place): string | Pending {
  const resolved = place.resolve(value);
  if (resolved instanceof Pending || typeof resolved === 'string') return resolved;
  if (typeof resolved === 'number' || typeof resolved === 'boolean') return String(resolved);
  throw new UnresolvedError(place.path, `${key} takes text here, not ${nameOfKind(resolved)}`);
}

function nameOfKind(value: Resolved): string {
  if (value === noValue) return 'AWS::NoValue';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : 'an object';
}
