import { evaluateConditions } from './conditions';
import type { TemplateValue } from './template';

const parameters = new Map<string, string | string[]>([
  ['Stage', 'local'],
  ['Size', '3'],
  ['Identities', ['example.com']],
]);
const evaluated = (conditions: Record<string, TemplateValue>) =>
  evaluateConditions(conditions, (name) => {
    const value = parameters.get(name);
    return value === undefined ? undefined : { value };
  });
const isLocal = { 'Fn::Equals': [{ Ref: 'Stage' }, 'local'] };
const isProduction = { 'Fn::Equals': [{ Ref: 'Stage' }, 'production'] };

it.each<[string, TemplateValue, boolean]>([
  ['Fn::Equals of equal texts', isLocal, true],
  ['Fn::Equals of different texts', isProduction, false],
  ['Fn::Equals of a number and its text', { 'Fn::Equals': [{ Ref: 'Size' }, 3] }, true],
  [
    'Fn::Equals of a list and the text of its elements',
    { 'Fn::Equals': [{ Ref: 'Identities' }, 'example.com'] },
    false,
  ],
  ['Fn::Not', { 'Fn::Not': [isProduction] }, true],
  ['Fn::And where one fails', { 'Fn::And': [isLocal, isProduction] }, false],
  ['Fn::Or where one holds', { 'Fn::Or': [isProduction, isLocal] }, true],
  ['Condition, declared later', { Condition: 'Later' }, true],
])('%s', (_title, expression, expected) => {
  const { holds, problems } = evaluated({ Tested: expression, Later: isLocal });
  expect(problems).toEqual([]);
  expect(holds.get('Tested')).toBe(expected);
});

it.each<[string, Record<string, TemplateValue>, string]>([
  ['a circle', { A: { Condition: 'B' }, B: { 'Fn::Not': [{ Condition: 'A' }] } }, 'it depends on itself: A -> B -> A'],
  ['an unknown condition', { A: { Condition: 'X' } }, 'Conditions.A: there is no condition "X"'],
  [
    'a resource',
    { A: { 'Fn::Equals': [{ Ref: 'Queue' }, ''] } },
    `Ref of 'Queue': a condition can name parameters only`,
  ],
  ['a wrong number of operands', { A: { 'Fn::And': [isLocal] } }, 'Conditions.A: Fn::And takes 2 to 10 operands'],
  ['text', { A: 'true' }, 'a condition is one of Fn::Equals'],
])('%s is a problem that names its condition', (_title, conditions, message) => {
  expect(evaluated(conditions).problems.join('\n')).toContain(message);
});
