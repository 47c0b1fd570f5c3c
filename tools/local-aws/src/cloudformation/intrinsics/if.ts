import { type Intrinsic, UnresolvedError } from './intrinsic';

/** `{ "Fn::If": ["InProduction", …, …] }`: one of two values; what is not chosen is not resolved. */
export const ifFunction: Intrinsic = {
  key: 'Fn::If',
  evaluate(argument, place) {
    const [condition, then, otherwise, ...more] = Array.isArray(argument) ? argument : [];
    if (typeof condition !== 'string' || then === undefined || otherwise === undefined || more.length > 0)
      throw new UnresolvedError(place.path, 'Fn::If takes the name of a condition and two values');
    const holds = place.scope.condition(condition);
    if (holds === undefined) throw new UnresolvedError(place.path, `Fn::If of an unknown condition '${condition}'`);
    return place.resolve(holds ? then : otherwise);
  },
};
