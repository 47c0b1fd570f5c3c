import * as fc from 'fast-check';
import { domainRefusals, parseDomainName, type DomainRefusal } from './domain-name';

test.each([
  ['example.com', 'example.com'],
  ['News.Example.COM', 'news.example.com'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ['BÜCHER.example', 'xn--bcher-kva.example'],
  ['example.co.uk', 'example.co.uk'],
  ['com.example', 'com.example'],
  ['1and1.example', '1and1.example'],
])('%s is the domain %s', (text, domain) => {
  expect(parseDomainName(text)).toEqual({ ok: true, domain });
});

test.each<[string, DomainRefusal]>([
  ['', 'empty'],
  [' example.com', 'forbidden_character'],
  ['exam\u200bple.com', 'forbidden_character'],
  ['example.com\r\n', 'forbidden_character'],
  ['hello@example.com', 'address'],
  ['https://example.com', 'url'],
  ['example.com/path', 'url'],
  ['example.com:443', 'url'],
  ['*.example.com', 'wildcard'],
  ['example.com.', 'trailing_dot'],
  ['.example.com', 'leading_dot'],
  ['example..com', 'empty_label'],
  ['192.0.2.1', 'ip_address'],
  ['[192.0.2.1]', 'ip_address'],
  ['2001:db8::1', 'ip_address'],
  ['localhost', 'no_dot'],
  ['com', 'no_dot'],
  ['co.uk', 'public_ending'],
  ['COM.au', 'public_ending'],
  ['xn--a.example', 'bad_punycode'],
  ['my_shop.example', 'bad_label'],
  ['-shop.example', 'bad_label'],
  ['shop-.example', 'bad_label'],
  ['example.123', 'bad_label'],
  [`${'a'.repeat(64)}.example`, 'too_long'],
  [`${'a.'.repeat(130)}example`, 'too_long'],
])('%j is refused: %s', (text, reason) => {
  expect(parseDomainName(text)).toEqual({ ok: false, reason });
  expect(domainRefusals[reason]).toMatch(/\.$/);
});

test('whatever is typed, what comes out is a domain that comes out of itself, in little time', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.domain()), (text) => {
      const parsed = parseDomainName(text);
      if (!parsed.ok) return;
      expect(parsed.domain).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
      expect(parseDomainName(parsed.domain)).toEqual(parsed);
    }),
    { numRuns: 500 },
  );
  const begun = performance.now();
  for (const part of ['a', '.', ':', 'a.', '-', 'xn--', 'ü', '1', '[']) parseDomainName(part.repeat(100_000));
  expect(performance.now() - begun).toBeLessThan(50);
});
