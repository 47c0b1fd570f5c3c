import { type Intrinsic, Pending, resolveText, UnresolvedError, valueOf } from './intrinsic';

/** `{ "Fn::ImportValue": "sesame-local-api-id" }`: what another stack exports under this name. */
export const importValue: Intrinsic = {
  key: 'Fn::ImportValue',
  evaluate(argument, place) {
    const name = resolveText(argument, 'Fn::ImportValue', place);
    if (name instanceof Pending)
      throw new UnresolvedError(
        place.path,
        `Fn::ImportValue cannot take a name that depends on the resource ${name.of}`,
      );
    return valueOf(place.scope.importValue(name), 'Fn::ImportValue', place);
  },
};
