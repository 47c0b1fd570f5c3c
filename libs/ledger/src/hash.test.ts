import { recipientHash, shortHash } from './hash';

test('every spelling of an address has the same hash, and it tells nothing of it', () => {
  const hash = recipientHash('own', 'ada@example.net');
  expect(recipientHash('own', ' Ada@EXAMPLE.net ')).toBe(hash);
  expect(hash).toMatch(/^[\w-]{22}$/);
  expect(recipientHash('own', 'bob@example.net')).not.toBe(hash);
});

test('the same address is somebody else on another connection', () => {
  expect(recipientHash('other', 'ada@example.net')).not.toBe(recipientHash('own', 'ada@example.net'));
});

test('parts do not run into one another', () => {
  expect(shortHash('a', 'bc')).not.toBe(shortHash('ab', 'c'));
});
