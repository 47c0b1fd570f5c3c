import {
  md5OfMessageAttributes,
  type MessageAttributes,
  requireValidAttributes,
  selectAttributes,
} from './message-attributes';

const text = (StringValue: string, DataType = 'String') => ({ DataType, StringValue });
const greeting: MessageAttributes = {
  Hello: text('There'),
  'Help.Me': text('Me'),
  General: text('Kenobi'),
};
const binaryValue = Buffer.from('traceparent\x1e00-774062d6c37081a5a0b9b5b88e30627c-2d2482211f6489da-01');

describe('the MD5 of message attributes is the one that AWS gave', () => {
  test.each<[string, MessageAttributes, string]>([
    ['a number', { timestamp: text('1493147359900', 'Number') }, '235c5c510d26fb653d073faed50ae77c'],
    [
      'a longer name',
      { 'SOME_Valid.attribute-Name': text('1493147359900', 'Number') },
      '36655e7e9d7c0e8479fa3f3f42247ae7',
    ],
    ['one text', { Foo: text('Bar') }, 'ae7155c6026991b6d54b11589678bf9c'],
    ['several, in order of name', greeting, '4c360f3fdafd970e05fae2f149d997f5'],
    [
      'binary',
      { attr1: { DataType: 'Binary', BinaryValue: binaryValue.toString('base64') } },
      '8cbe4db156db8a94db8b801b7addb984',
    ],
  ])('%s', (_what, attributes, md5) => {
    expect(md5OfMessageAttributes(attributes)).toBe(md5);
  });

  test('none has none', () => {
    expect(md5OfMessageAttributes({})).toBeUndefined();
  });
});

test.each<[string[], string[]]>([
  [[], []],
  [['All'], ['Hello', 'Help.Me', 'General']],
  [['.*'], ['Hello', 'Help.Me', 'General']],
  [['Hel.*'], ['Hello', 'Help.Me']],
  [['Help.*'], ['Help.Me']],
  [['Hello', 'Missing'], ['Hello']],
  [['hello', 'Hel'], []],
])('who asks for %j gets %j', (wanted, names) => {
  expect(Object.keys(selectAttributes(greeting, wanted))).toEqual(names);
});

test.each<[string, MessageAttributes]>([
  ['exceeds the allowed maximum [10]', Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`a${i}`, text('x')]))],
  ['Invalid attribute name: AWS.name', { 'AWS.name': text('x') }],
  ['Invalid attribute name: a..b', { 'a..b': text('x') }],
  ['Invalid attribute name: a b', { 'a b': text('x') }],
  ["type of message (user) attribute 'a' is invalid", { a: text('x', 'Boolean') }],
  ["attribute 'a' must contain a non-empty value", { a: text('') }],
  ["attribute 'a' must contain a non-empty value", { a: text('x', 'Binary') }],
])('attributes are refused: %s', (message, attributes) => {
  expect(() => requireValidAttributes(attributes)).toThrow(message);
});

test('a type may carry a label of its own', () => {
  expect(() => requireValidAttributes({ a: text('1', 'Number.java.lang.Long') })).not.toThrow();
});
