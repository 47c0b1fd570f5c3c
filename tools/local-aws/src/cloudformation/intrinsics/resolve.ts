import type { TemplateValue } from '../template';
import { getAtt } from './get-att';
import { ifFunction } from './if';
import { importValue } from './import-value';
import { type Intrinsic, noValue, type Resolved, type Scope, UnresolvedError } from './intrinsic';
import { join } from './join';
import { ref } from './ref';
import { select } from './select';
import { split } from './split';
import { sub } from './sub';

const intrinsics = new Map<string, Intrinsic>(
  [ref, getAtt, sub, join, select, split, ifFunction, importValue].map((intrinsic) => [intrinsic.key, intrinsic]),
);

/**
 * Evaluates every intrinsic function in a value of a template. `path` is where the value stands, for the error that
 * names it. Throws {@link UnresolvedError} for a function that is unknown here and for a name that stands for nothing.
 */
export function resolve(value: TemplateValue, scope: Scope, path: string): Resolved {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return value
      .map((element, index) => resolve(element, scope, `${path}[${index}]`))
      .filter((element) => element !== noValue);
  const entries = Object.entries(value);
  const call = entries.find(([key]) => key === 'Ref' || key.startsWith('Fn::'));
  if (!call)
    return Object.fromEntries(
      entries
        .map(([key, member]) => [key, resolve(member, scope, `${path}.${key}`)] as const)
        .filter(([, member]) => member !== noValue),
    );
  const [key, argument] = call;
  if (entries.length > 1)
    throw new UnresolvedError(path, `${key} stands beside other members; a function stands alone`);
  const intrinsic = intrinsics.get(key);
  if (!intrinsic)
    throw new UnresolvedError(
      path,
      `${key} is not emulated; these functions are: ${[...intrinsics.keys()].join(', ')}`,
    );
  return intrinsic.evaluate(argument, { path, scope, resolve: (inner) => resolve(inner, scope, path) });
}
