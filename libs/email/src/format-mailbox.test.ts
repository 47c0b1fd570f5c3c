import fc from 'fast-check';
import { formatMailbox } from './format-mailbox';
import { parseMailbox } from './parse-mailbox';

const address = 'jane@example.com';

test('an address without a display name stays an address', () => {
  expect(formatMailbox({ address })).toBe('jane@example.com');
  expect(formatMailbox({ address, displayName: '' })).toBe('jane@example.com');
});

test('an ASCII display name is quoted, its quotes and backslashes escaped', () => {
  expect(formatMailbox({ address, displayName: 'Doe, Jane' })).toBe('"Doe, Jane" <jane@example.com>');
  expect(formatMailbox({ address, displayName: 'J "D" \\o/' })).toBe('"J \\"D\\" \\\\o/" <jane@example.com>');
});

test('a display name beyond ASCII becomes encoded-words of at most 75 characters that split no character', () => {
  const displayName = 'Zoë 你好 👋'.repeat(12);
  const words = formatMailbox({ address, displayName }).replace(' <jane@example.com>', '').split(' ');
  expect(words.every((word) => word.length <= 75 && /^=\?UTF-8\?B\?[A-Za-z0-9+/]+=*\?=$/.test(word))).toBe(true);
  const decoded = words.map((word) => Buffer.from(word.slice(10, -2), 'base64').toString('utf8'));
  expect(decoded.join('')).toBe(displayName);
  expect(decoded.join('')).not.toContain('\ufffd');
});

test('a line break in a display name never reaches the header', () => {
  const formatted = formatMailbox({ address, displayName: 'Jane\r\nBcc: john@example.com' });
  expect(formatted).toMatch(/^=\?UTF-8\?B\?\S+\?= <jane@example\.com>$/);
});

test('what is formatted from printable ASCII reads back as the same mailbox', () => {
  const displayName = fc
    .string({ unit: fc.constantFrom(...'ab ,;:()<>"\\.') })
    .map((text) => text.replaceAll(/ +/g, ' ').trim());
  fc.assert(
    fc.property(displayName, (name) => {
      const parsed = parseMailbox(formatMailbox({ address, displayName: name }));
      expect(parsed).toMatchObject({ ok: true, mailbox: { address } });
      expect(parsed.ok && (parsed.mailbox.displayName ?? '')).toBe(name);
    }),
  );
});
