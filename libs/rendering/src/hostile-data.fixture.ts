import type { HostileCase } from './hostile-case.fixture';

const called = () => {
  throw new Error('Code of the data was run.');
};
const trap = { get: called, getOwnPropertyDescriptor: called, has: called, ownKeys: called, getPrototypeOf: called };
const proxy = new Proxy({}, trap);
const withGetter = Object.defineProperty({}, 'a', { get: called, enumerable: true });
const convertible = { toString: called, valueOf: called, toJSON: called, toHTML: called, [Symbol.toPrimitive]: called };
const circular: { self?: unknown } = {};
circular.self = circular;
const iterable = { [Symbol.iterator]: called };
const withHole = Object.assign(new Array<number>(3), { 0: 1, 2: 3 });

const unfit = (name: string, source: HostileCase['source'], data: unknown, ...problems: string[]): HostileCase => ({
  name,
  why: 'It is no text, and sending it would show readers what programs say to one another.',
  source,
  data,
  verdict: { unfit: problems },
});
const rendered = (
  name: string,
  why: string,
  source: HostileCase['source'],
  data: unknown,
  text: string,
): HostileCase => ({
  name,
  why,
  source,
  data,
  verdict: { rendered: text },
});
const subject = { subject: 'Hello {{a}}' };

/** Data that are not what JSON gives, or not what they should be. */
export const hostileData: HostileCase[] = [
  unfit('no data', '{{a}}', null, ' mistyped'),
  unfit('a list as data', '{{a}}', [1], ' mistyped'),
  unfit('a text as data', '{{a}}', 'a', ' mistyped'),
  unfit('a proxy as data', '{{a}}', proxy, ' mistyped'),
  unfit('a function as data', '{{a}}', called, ' mistyped'),
  unfit('a getter', '{{a}}', withGetter, 'a missing'),
  unfit('a proxy in data', '{{a.b}}', { a: proxy }, 'a.b missing'),
  unfit('a proxy that is printed', '{{a}}', { a: proxy }, 'a mistyped'),
  unfit('a proxy that is gone through', '{{#each a}}x{{/each}}', { a: proxy }, 'a mistyped'),
  unfit('a proxy of a list that is gone through', '{{#each a}}x{{/each}}', { a: new Proxy([], trap) }, 'a mistyped'),
  unfit('an object that makes a text of itself', '{{a}}', { a: convertible }, 'a mistyped'),
  unfit('an object that makes HTML of itself', '{{{a}}}', { a: { toHTML: called } }, 'a mistyped'),
  unfit('a function', '{{a}}', { a: called }, 'a mistyped'),
  unfit('a function that is gone through', '{{#each a}}x{{/each}}', { a: called }, 'a mistyped'),
  unfit('a function as an object', '{{#with a}}x{{/with}}', { a: called }, 'a mistyped'),
  unfit('a symbol', '{{a}}', { a: Symbol('a') }, 'a mistyped'),
  unfit('a big integer', '{{a}}', { a: 1n }, 'a mistyped'),
  unfit('no number', '{{a}}', { a: NaN }, 'a mistyped'),
  unfit('an infinite number', '{{a}}', { a: Infinity }, 'a mistyped'),
  unfit('a date', '{{a}}', { a: new Date(0) }, 'a mistyped'),
  unfit('a list that is printed', '{{a}}', { a: ['x'] }, 'a mistyped'),
  unfit('an object that is printed', '{{a}}', { a: {} }, 'a mistyped'),
  unfit('null that is printed', '{{a}}', { a: null }, 'a missing'),
  unfit('a text that is gone through', '{{#each a}}x{{/each}}', { a: 'abc' }, 'a mistyped'),
  unfit('a text with fields', '{{a.b}}', { a: 'abc' }, 'a.b missing'),
  unfit('a text as an object', '{{#with a}}x{{/with}}', { a: 'abc' }, 'a mistyped'),
  unfit('an item that is null', '{{#each a}}{{b}}{{/each}}', { a: [{ b: 1 }, null] }, 'a[1].b missing'),
  unfit('half of a surrogate pair', '{{a}}', { a: 'x\ud83d' }, 'a broken_character'),
  unfit('the other half', { text: '{{a}}' }, { a: '\udc4bx' }, 'a broken_character'),
  unfit('a NUL', '{{a}}', { a: 'a\0b' }, 'a broken_character'),
  unfit('a NUL in a subject', subject, { a: 'a\0b' }, 'a broken_character'),
  rendered(
    'an iterator',
    'It is asked nothing.',
    '{{#each a}}x{{else}}none{{/each}}',
    { a: new Set([proxy]).values() },
    'none',
  ),
  rendered('a condition that is a proxy', 'It is asked nothing.', '{{#if a}}1{{/if}}', { a: proxy }, '1'),
  rendered('an object that can be iterated', 'Only its keys are read.', '{{#each a}}x{{/each}}', { a: iterable }, ''),
  rendered(
    'data that hold themselves',
    'Only what is written is read.',
    '{{#if self.self.self}}1{{/if}}',
    circular,
    '1',
  ),
  rendered(
    'a list with holes',
    'As handlebars, each passes them.',
    '{{#each a}}{{@index}}{{/each}}',
    { a: withHole },
    '02',
  ),
  rendered('a template in data', 'Data are never parsed.', { text: '{{a}}' }, { a: '{{b}}{{#if}}' }, '{{b}}{{#if}}'),
  rendered(
    'a replacement pattern in data',
    'Data are never a pattern.',
    { text: 'x{{a}}' },
    { a: "$&$1$'" },
    "x$&$1$'",
  ),
  rendered(
    'a line break in a subject',
    'It would begin a header.',
    subject,
    { a: 'x\r\nBcc: y@z.test' },
    'Hello xBcc: y@z.test',
  ),
  rendered('a line feed alone in a subject', 'It would begin a header.', subject, { a: 'x\nBcc: y' }, 'Hello xBcc: y'),
  rendered(
    'a carriage return alone in a subject',
    'Some servers read it so.',
    subject,
    { a: 'x\rBcc: y' },
    'Hello xBcc: y',
  ),
  rendered(
    'line separators in a subject',
    'Some readers break there.',
    subject,
    { a: 'x\u2028y\u2029z\u0085' },
    'Hello xyz',
  ),
  rendered(
    'control characters in a subject',
    'They can hide what follows.',
    subject,
    { a: 'x\b\x1b[2Jy\x7f' },
    'Hello x[2Jy',
  ),
  rendered(
    'a line break in the source of a subject',
    'It would begin a header.',
    { subject: 'a\r\nBcc: b\n' },
    {},
    'aBcc: b',
  ),
  rendered('a character of two units', 'It is whole.', { text: '{{a}}' }, { a: '👋' }, '👋'),
  rendered('a very large number', 'It is written as JSON does.', { text: '{{a}}' }, { a: 1e21 }, '1e+21'),
  rendered('a negative zero', 'It is nothing.', { text: '{{a}}' }, { a: -0 }, '0'),
  rendered('an empty key', 'JSON can hold one.', { text: '{{a.[]}}' }, { a: { '': 'x' } }, 'x'),
];
