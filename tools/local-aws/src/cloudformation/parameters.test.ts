import { readParameters } from './parameters';
import type { TemplateParameter } from './template';

const one = (parameter: TemplateParameter, given?: string) =>
  readParameters({ P: parameter }, given === undefined ? {} : { P: given });

it('a parameter takes what is given, and its default otherwise', () => {
  expect(one({ Type: 'String', Default: 'a' }).values.get('P')).toBe('a');
  expect(one({ Type: 'String', Default: 'a' }, 'b').values.get('P')).toBe('b');
});

it('a comma-delimited list is a list, without the blanks around its elements', () => {
  expect(one({ Type: 'CommaDelimitedList' }, 'a, b ,c').values.get('P')).toEqual(['a', 'b', 'c']);
});

it.each<[string, TemplateParameter, string | undefined, string]>([
  ['no value', { Type: 'String' }, undefined, 'parameter P has no value and no default'],
  ['a value that is not allowed', { Type: 'String', AllowedValues: ['a', 'b'] }, 'c', 'must be one of a, b'],
  ['a value that matches only in part', { Type: 'String', AllowedPattern: '[a-z]+' }, 'abc1', 'must match [a-z]+'],
  ['an element that does not match', { Type: 'CommaDelimitedList', AllowedPattern: '[a-z]+' }, 'a,1', 'must match'],
  ['text that is no number', { Type: 'Number' }, 'ten', 'must be a number'],
  ['a number that is too large', { Type: 'Number', MaxValue: 10 }, '11', 'must be from -Infinity to 10'],
  ['text that is too long', { Type: 'String', MaxLength: 2 }, 'abc', 'must have 0 to 2 characters'],
  [
    'a broken rule with words of its own',
    { Type: 'String', AllowedPattern: 'a', ConstraintDescription: 'must be the letter a' },
    'b',
    'parameter P must be the letter a',
  ],
])('%s is a problem', (_title, parameter, given, problem) => {
  expect(one(parameter, given).problems.join('\n')).toContain(problem);
});

it('a value that no parameter takes is a problem', () => {
  expect(readParameters({}, { Typo: 'a' }).problems).toEqual(['parameter Typo does not exist in the template']);
});
