import { checkKeyDomain } from './check-key-domain';

test.each([
  ['its domain', 'shop.example.com', 'shop.example.com'],
  ['a subdomain of it', 'news.shop.example.com', 'shop.example.com'],
  ['any domain when it is bound to none', 'example.org', undefined],
])('a key may send from %s', (_, domain, bound) => {
  expect(checkKeyDomain({ domain }, bound === undefined ? {} : { domain: bound })).toEqual({ allowed: true });
});

test.each([
  ['the parent', 'example.com'],
  ['a sibling', 'news.example.com'],
  ['a domain that only ends alike', 'myshop.example.com'],
  ['a domain that only begins alike', 'shop.example.com.example.org'],
])('a key that is bound to a domain may not send from %s, and is told both domains', (_, domain) => {
  const decision = checkKeyDomain({ domain }, { domain: 'shop.example.com' });
  expect(decision).toEqual({
    allowed: false,
    message: expect.stringMatching(`shop.example.com and its subdomains only, .* at ${domain}\\.`),
  });
});
