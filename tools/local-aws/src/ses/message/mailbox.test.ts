import { domainOf, parseMailbox, readMailbox, withLowerCaseDomain } from './mailbox';
import { refusal } from '../ses-under-test';

test('a bare address is its own text', () => {
  expect(parseMailbox('alice@example.net')).toEqual({ text: 'alice@example.net', address: 'alice@example.net' });
});

test.each([
  ['Shop <shop@example.com>', 'Shop', 'shop@example.com'],
  ['"Shop, \\"the\\" Inc." <shop@example.com>', 'Shop, "the" Inc.', 'shop@example.com'],
  ['=?UTF-8?Q?Caf=C3=A9?= <shop@example.com>', '=?UTF-8?Q?Caf=C3=A9?=', 'shop@example.com'],
])('%s has the display name and the address apart', (text, displayName, address) => {
  expect(parseMailbox(text)).toEqual({ text, displayName, address });
});

test('an address in angle brackets without a name has no display name', () => {
  expect(parseMailbox('<shop@example.com>')).toEqual({ text: '<shop@example.com>', address: 'shop@example.com' });
});

test.each(['"a b"@example.net', "o'neil+label@example.net", 'a.b@xn--mller-kva.example'])(
  '%s is an address',
  (text) => {
    expect(parseMailbox(text)?.address).toBe(text);
  },
);

test.each([
  '',
  ' ',
  'alice',
  '@example.net',
  'alice@',
  'a..b@example.net',
  'alice@-example.net',
  'a@b@example.net',
  'a@example.net, b@example.net',
  'Shop, Inc. <shop@example.com>',
  'Shop <shop@example.com> more',
  'friends: a@example.net;',
  'a@example.net\r\nBcc: b@example.net',
  `${'a'.repeat(65)}@example.net`,
])('%j is refused', (text) => {
  expect(() => readMailbox(text)).toThrow(refusal('BadRequestException', `Invalid email address ${text}.`));
});

test.each(['jürgen@example.net', 'a@müller.example', 'Café <shop@example.com>'])(
  '%s is refused for its letters',
  (text) => {
    expect(() => readMailbox(text)).toThrow('There are non-ASCII characters in the email address');
  },
);

test('only the domain loses its case', () => {
  expect(withLowerCaseDomain('Alice@Example.NET')).toBe('Alice@example.net');
  expect(domainOf('Alice@Example.NET')).toBe('example.net');
});
