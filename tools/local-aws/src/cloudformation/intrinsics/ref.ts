import { type Intrinsic, UnresolvedError, valueOf } from './intrinsic';

/** `{ "Ref": "Queue" }`: the value of a parameter or pseudo parameter, or what a resource's type gives as its reference. */
export const ref: Intrinsic = {
  key: 'Ref',
  evaluate(argument, place) {
    if (typeof argument !== 'string')
      throw new UnresolvedError(place.path, 'Ref takes the name of a parameter or resource');
    return valueOf(place.scope.reference(argument), 'Ref', place);
  },
};
