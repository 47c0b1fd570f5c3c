import { identitiesCovering, verifiedIdentityOf } from './identity-lookup';

const winner = (address: string, ...verified: string[]) =>
  verifiedIdentityOf(address, (name) => verified.includes(name));

test('what may cover an address is tried from the most specific on', () => {
  expect(identitiesCovering('Shop+eu@Mail.Example.com')).toEqual([
    'Shop+eu@mail.example.com',
    'Shop@mail.example.com',
    'mail.example.com',
    'example.com',
    'com',
  ]);
});

test('an address identity wins over its domain', () => {
  expect(winner('shop@example.com', 'example.com', 'shop@example.com')).toBe('shop@example.com');
});

test('the deepest verified subdomain wins over its parents', () => {
  expect(winner('shop@a.b.example.com', 'example.com', 'b.example.com')).toBe('b.example.com');
});

test('a verified domain covers its subdomains and not its parent', () => {
  expect(winner('shop@mail.example.com', 'example.com')).toBe('example.com');
  expect(winner('shop@example.com', 'mail.example.com')).toBeUndefined();
  expect(winner('shop@notexample.com', 'example.com')).toBeUndefined();
});

test('an address identity covers its labels, and the case of its local part counts', () => {
  expect(winner('shop+eu@example.com', 'shop@example.com')).toBe('shop@example.com');
  expect(winner('Shop@EXAMPLE.com', 'Shop@example.com')).toBe('Shop@example.com');
  expect(winner('shop@example.com', 'Shop@example.com')).toBeUndefined();
});
