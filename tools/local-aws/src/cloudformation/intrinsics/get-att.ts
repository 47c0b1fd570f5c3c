import { type Intrinsic, UnresolvedError, valueOf } from './intrinsic';

/** `{ "Fn::GetAtt": ["Queue", "Arn"] }` or `{ "Fn::GetAtt": "Queue.Arn" }`: an attribute of a resource. */
export const getAtt: Intrinsic = {
  key: 'Fn::GetAtt',
  evaluate(argument, place) {
    const parts = typeof argument === 'string' ? splitAtFirstDot(argument) : argument;
    const [logicalId, attribute, ...more] = Array.isArray(parts) ? parts : [];
    if (typeof logicalId !== 'string' || typeof attribute !== 'string' || more.length > 0)
      throw new UnresolvedError(place.path, 'Fn::GetAtt takes a logical id and the name of an attribute');
    return valueOf(place.scope.attribute(logicalId, attribute), 'Fn::GetAtt', place);
  },
};

/** `Table.Stream.Arn` is the attribute `Stream.Arn` of `Table`: a logical id holds no dot. */
export function splitAtFirstDot(text: string): string[] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
