import { newToken } from './new-token';

test('a token is ss_ and 32 characters that need no escaping, and holds every random bit', () => {
  expect(newToken()).toMatch(/^ss_[A-Za-z0-9_-]{32}$/);
  const bytes = Uint8Array.from({ length: 24 }, (_, index) => 255 - index);
  const token = newToken((size) => bytes.subarray(0, size));
  expect([...Buffer.from(token.slice(3), 'base64url')]).toEqual([...bytes]);
});

test('two tokens are never the same', () => {
  expect(new Set(Array.from({ length: 1_000 }, () => newToken())).size).toBe(1_000);
});
