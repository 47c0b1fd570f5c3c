import fc from 'fast-check';
import { asciiDomain } from './domain';
import { matchingAddress } from './matching-address';

test.each([
  [' Jane.Doe@Example.COM ', 'jane.doe@example.com'],
  ['jane@Bücher.example', 'jane@xn--bcher-kva.example'],
  ['"Jane@Home"@Example.com', '"jane@home"@example.com'],
  ['Jane@a/b.com', 'jane@a/b.com'],
  ['JANE', 'jane'],
  ['', ''],
])('%j matches as %j', (address, expected) => {
  expect(matchingAddress(address)).toBe(expected);
});

test('matching twice is matching once, whatever the text', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.emailAddress()), (address) => {
      const once = matchingAddress(address);
      expect(matchingAddress(once)).toBe(once);
    }),
  );
});

test('a lone surrogate does not break a key', () => {
  expect(matchingAddress('jane\ud800@example.com')).toBe('jane\ufffd@example.com');
});

test.each(['example', 'a..b', '.a.b', 'a.b.', '192.0.2.1', '[::1]', 'a_b.com', 'ü/.com', ''])(
  '%j is no domain',
  (text) => {
    expect(asciiDomain(text)).toBeUndefined();
  },
);
