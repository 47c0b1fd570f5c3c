import { type Intrinsic, Pending, resolveText, UnresolvedError } from './intrinsic';

/** `{ "Fn::Split": [":", "a:b"] }`: one text as a list. */
export const split: Intrinsic = {
  key: 'Fn::Split',
  evaluate(argument, place) {
    const [delimiter, source, ...more] = Array.isArray(argument) ? argument : [];
    if (typeof delimiter !== 'string' || delimiter === '' || source === undefined || more.length > 0)
      throw new UnresolvedError(place.path, 'Fn::Split takes a delimiter and a text');
    const text = resolveText(source, 'Fn::Split', place);
    return text instanceof Pending ? text : text.split(delimiter);
  },
};
