import { customReturnPath, mailFromDomain } from './return-path';

test.each([
  ['send', 'send.example.com'],
  ['Bounces', 'bounces.example.com'],
  ['a.b', 'a.b.example.com'],
])('the return path %s stands before the domain', (part, domain) => {
  expect(customReturnPath.safeParse(part).success).toBe(true);
  expect(mailFromDomain(part, 'example.com')).toBe(domain);
});

test.each(['', '.', 'send.', '-send', 'se nd', 'sénd', 'send_', 'a'.repeat(64)])('%j is no return path', (part) => {
  expect(customReturnPath.safeParse(part).success).toBe(false);
});

test.each([
  ['bounces.example.com', 'without example.com'],
  ['example.com', 'without example.com'],
  [`${'a'.repeat(60)}.`.repeat(4) + 'a', 'too long'],
])('%s is refused for example.com', (part, said) => {
  expect(() => mailFromDomain(part, 'example.com')).toThrow(said);
});
