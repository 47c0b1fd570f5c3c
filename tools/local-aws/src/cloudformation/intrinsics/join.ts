import { type Intrinsic, Pending, type Resolved, UnresolvedError } from './intrinsic';

/** `{ "Fn::Join": [",", ["a", "b"]] }`: the elements of a list as one text. */
export const join: Intrinsic = {
  key: 'Fn::Join',
  evaluate(argument, place) {
    const [delimiter, listed, ...more] = Array.isArray(argument) ? argument : [];
    if (typeof delimiter !== 'string' || listed === undefined || more.length > 0)
      throw new UnresolvedError(place.path, 'Fn::Join takes a delimiter and a list');
    const list = place.resolve(listed);
    if (list instanceof Pending) return list;
    if (!Array.isArray(list)) throw new UnresolvedError(place.path, 'Fn::Join takes a list to join');
    return (
      list.find((element) => element instanceof Pending) ??
      list.map((element) => text(element, place.path)).join(delimiter)
    );
  },
};

function text(element: Resolved, path: string): string {
  if (typeof element === 'string' || typeof element === 'number' || typeof element === 'boolean')
    return String(element);
  throw new UnresolvedError(path, 'Fn::Join joins texts only');
}
