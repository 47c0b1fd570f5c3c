import type { TemplateValue } from '../template';
import { noValue, Pending, type Scope } from './intrinsic';
import { resolve } from './resolve';

const references = new Map<string, string | string[] | typeof noValue | Pending>([
  ['Stage', 'local'],
  ['Identities', ['example.com', 'example.org']],
  ['Queue', 'https://queue'],
  ['AWS::Region', 'us-east-1'],
  ['AWS::NoValue', noValue],
  ['Api', new Pending('Api')],
]);
const scope: Scope = {
  reference(name) {
    const value = references.get(name);
    return value === undefined ? { problem: `an unknown parameter or resource '${name}'` } : { value };
  },
  attribute: (logicalId, attribute) =>
    logicalId === 'Api' ? { value: new Pending(`Api.${attribute}`) } : { value: `${logicalId}'s ${attribute}` },
  importValue: (name) => (name === 'api-id' ? { value: 'abc123' } : { problem: `an export named '${name}'` }),
  condition: (name) => ({ Yes: true, No: false })[name],
};
const resolved = (value: TemplateValue) => resolve(value, scope, 'resource X.Properties');

describe('each function', () => {
  it.each<[string, TemplateValue, unknown]>([
    ['Ref gives what a name stands for', { Ref: 'Stage' }, 'local'],
    ['Ref of a list parameter gives a list', { Ref: 'Identities' }, ['example.com', 'example.org']],
    ['Fn::GetAtt takes a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, `Queue's Arn`],
    ['Fn::GetAtt takes dotted text', { 'Fn::GetAtt': 'Queue.Arn' }, `Queue's Arn`],
    ['Fn::GetAtt keeps later dots for the attribute', { 'Fn::GetAtt': 'Table.Stream.Arn' }, `Table's Stream.Arn`],
    ['Fn::Sub replaces names', { 'Fn::Sub': '${Stage}-${AWS::Region}-${Queue.Arn}' }, `local-us-east-1-Queue's Arn`],
    ['Fn::Sub leaves literals', { 'Fn::Sub': '${!Literal} $Stage' }, '${Literal} $Stage'],
    ['Fn::Sub takes variables', { 'Fn::Sub': ['${a}/${Stage}', { a: { Ref: 'Queue' } }] }, 'https://queue/local'],
    ['Fn::Join joins', { 'Fn::Join': ['-', ['a', { Ref: 'Stage' }, 3]] }, 'a-local-3'],
    ['Fn::Join joins a list parameter', { 'Fn::Join': [',', { Ref: 'Identities' }] }, 'example.com,example.org'],
    ['Fn::Select selects', { 'Fn::Select': [1, ['a', 'b']] }, 'b'],
    ['Fn::Select takes its index as text', { 'Fn::Select': ['0', { Ref: 'Identities' }] }, 'example.com'],
    ['Fn::Split splits', { 'Fn::Split': [':', 'a:b:c'] }, ['a', 'b', 'c']],
    ['Fn::ImportValue imports', { 'Fn::ImportValue': { 'Fn::Sub': 'api-id' } }, 'abc123'],
    ['Fn::If chooses the first where the condition holds', { 'Fn::If': ['Yes', 'a', { Ref: 'Missing' }] }, 'a'],
    ['Fn::If chooses the second where it does not', { 'Fn::If': ['No', { Ref: 'Missing' }, 'b'] }, 'b'],
  ])('%s', (_title, value, expected) => {
    expect(resolved(value)).toEqual(expected);
  });

  it('AWS::NoValue leaves out the property or element that has it', () => {
    const nothing = { 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] };
    expect(resolved({ kept: { list: ['a', nothing] }, gone: nothing })).toEqual({ kept: { list: ['a'] } });
  });
});

describe('what a resource must tell first', () => {
  it.each<[string, TemplateValue]>([
    ['Ref', { Ref: 'Api' }],
    ['Fn::GetAtt', { 'Fn::GetAtt': ['Api', 'ApiId'] }],
    ['Fn::Sub', { 'Fn::Sub': 'a-${Api}-${Stage}' }],
    ['Fn::Join', { 'Fn::Join': ['', ['a', { Ref: 'Api' }]] }],
    ['Fn::Select of Fn::Split', { 'Fn::Select': [5, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Api', 'Arn'] }] }] }],
  ])('%s of it is pending', (_title, value) => {
    expect(resolved(value)).toBeInstanceOf(Pending);
  });
});

describe('what cannot be resolved is named with its place', () => {
  it.each<[string, TemplateValue, string]>([
    ['an unknown name', [{ Ref: 'X' }], `resource X.Properties[0]: Ref of an unknown parameter or resource 'X'`],
    ['an unknown name in text', { 'Fn::Sub': '${X}' }, `Fn::Sub of an unknown parameter or resource 'X'`],
    ['a list in text', { 'Fn::Sub': '${Identities}' }, `Fn::Sub of 'Identities', which is not one text`],
    [
      'an unknown export',
      { a: { 'Fn::ImportValue': 'b' } },
      `resource X.Properties.a: Fn::ImportValue of an export named 'b'`,
    ],
    ['an export named by a resource', { 'Fn::ImportValue': { Ref: 'Api' } }, 'depends on the resource Api'],
    ['an unknown condition', { 'Fn::If': ['Maybe', 1, 2] }, `Fn::If of an unknown condition 'Maybe'`],
    ['an element that is not there', { 'Fn::Select': [2, ['a', 'b']] }, 'Fn::Select has no element 2 in a list of 2'],
    ['an element counted from the end', { 'Fn::Select': [-1, ['a']] }, 'Fn::Select has no element -1'],
    ['an unknown function', { 'Fn::Base64': 'a' }, 'Fn::Base64 is not emulated'],
    ['a function of conditions', { 'Fn::Equals': ['a', 'a'] }, 'Fn::Equals is not emulated'],
    ['a function that does not stand alone', { Ref: 'Stage', other: 1 }, 'Ref stands beside other members'],
    ['a wrong argument', { 'Fn::GetAtt': ['Queue'] }, 'Fn::GetAtt takes a logical id and the name of an attribute'],
    ['nothing to join', { 'Fn::Join': [',', { Ref: 'Stage' }] }, 'Fn::Join takes a list to join'],
    ['an object to split', { 'Fn::Split': [',', { a: 1 }] }, 'Fn::Split takes text here, not an object'],
  ])('%s', (_title, value, message) => {
    expect(() => resolved(value)).toThrow(message);
  });
});
