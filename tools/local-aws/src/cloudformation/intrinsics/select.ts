import { type Intrinsic, Pending, UnresolvedError } from './intrinsic';

/** `{ "Fn::Select": [1, ["a", "b"]] }`: one element of a list, counted from 0. */
export const select: Intrinsic = {
  key: 'Fn::Select',
  evaluate(argument, place) {
    const [which, from, ...more] = Array.isArray(argument) ? argument : [];
    if (which === undefined || from === undefined || more.length > 0)
      throw new UnresolvedError(place.path, 'Fn::Select takes an index and a list');
    const index = Number(place.resolve(which));
    const list = place.resolve(from);
    if (list instanceof Pending) return list;
    if (!Array.isArray(list)) throw new UnresolvedError(place.path, 'Fn::Select takes a list to select from');
    const selected = list[index];
    if (selected === undefined)
      throw new UnresolvedError(place.path, `Fn::Select has no element ${index} in a list of ${list.length}`);
    return selected;
  },
};
