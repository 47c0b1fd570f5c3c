import { createHash, randomBytes } from 'node:crypto';
import { recipientHash } from '@sesame/ledger';
import { pseudonyms, secretIn } from './pseudonym';

const secret = randomBytes(32);
const zoe = recipientHash('own', 'zoe@example.net');

test('with one secret a recipient has one name, whoever makes it, and another recipient has another', () => {
  expect(pseudonyms(secret)('recipient', zoe)).toBe(pseudonyms(secret)('recipient', zoe));
  expect(pseudonyms(secret)('recipient', zoe)).toMatch(/^[A-Za-z0-9_-]{22}$/);
  expect(pseudonyms(secret)('recipient', zoe)).not.toBe(
    pseudonyms(secret)('recipient', recipientHash('own', 'max@example.net')),
  );
  expect(pseudonyms(secret)('recipient', zoe)).not.toBe(pseudonyms(secret)('message', zoe));
});

test('with another secret the name is another, and it is no hash of the address that anybody could make', () => {
  const name = pseudonyms(secret)('recipient', zoe);
  expect(pseudonyms(randomBytes(32))('recipient', zoe)).not.toBe(name);
  const texts = ['zoe@example.net', zoe, JSON.stringify(['recipient', zoe])];
  const hashes = texts.map((text) => createHash('sha256').update(text).digest('base64url'));
  expect(hashes.filter((hash) => hash.startsWith(name))).toEqual([]);
});

test('a secret is what a file holds, and must not be short', () => {
  expect(pseudonyms(secretIn(`${'s'.repeat(32)}\n`))('link', 'x')).toBe(
    pseudonyms(Buffer.from('s'.repeat(32)))('link', 'x'),
  );
  expect(() => secretIn(`  ${'s'.repeat(31)}\n`)).toThrow('31 bytes');
});
