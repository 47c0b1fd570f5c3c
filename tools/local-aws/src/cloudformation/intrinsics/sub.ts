import type { TemplateValue } from '../template';
import { splitAtFirstDot } from './get-att';
import { type Intrinsic, Pending, type Place, resolveText, UnresolvedError, valueOf } from './intrinsic';

const variable = /\$\{([^}]*)\}/g;

/**
 * `{ "Fn::Sub": "${Queue.Arn}" }` or `{ "Fn::Sub": ["${name}", { "name": … }] }`: text with names replaced by what they
 * stand for. `${!Literal}` becomes `${Literal}`.
 */
export const sub: Intrinsic = {
  key: 'Fn::Sub',
  evaluate(argument, place) {
    const [text, variables = {}, ...more] = Array.isArray(argument) ? argument : [argument];
    if (typeof text !== 'string' || !isObject(variables) || more.length > 0)
      throw new UnresolvedError(place.path, 'Fn::Sub takes text, or a list of text and its variables');
    let pending: Pending | undefined;
    const substituted = text.replace(variable, (_all, name: string) => {
      if (name.startsWith('!')) return `\${${name.slice(1)}}`;
      const given = variables[name];
      const found = given === undefined ? textOf(name, place) : resolveText(given, 'Fn::Sub', place);
      if (!(found instanceof Pending)) return found;
      pending = found;
      return '';
    });
    return pending ?? substituted;
  },
};

function textOf(name: string, place: Place): string | Pending {
  const [logicalId = '', attribute] = splitAtFirstDot(name);
  const found = attribute === undefined ? place.scope.reference(name) : place.scope.attribute(logicalId, attribute);
  const value = valueOf(found, 'Fn::Sub', place);
  if (typeof value === 'string' || value instanceof Pending) return value;
  throw new UnresolvedError(place.path, `Fn::Sub of '${name}', which is not one text`);
}

function isObject(value: TemplateValue): value is { [key: string]: TemplateValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
