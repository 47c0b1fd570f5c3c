import fc from 'fast-check';
import { candidateIdentities } from './candidate-identities';

test('the address comes first, then its domain, then the parents down to two labels', () => {
  expect(candidateIdentities({ address: 'Ada@mail.shop.example.com', domain: 'mail.shop.example.com' })).toEqual([
    'Ada@mail.shop.example.com',
    'mail.shop.example.com',
    'shop.example.com',
    'example.com',
  ]);
});

test('an address without its label comes after the address with it', () => {
  expect(candidateIdentities({ address: 'ada+news@example.com', domain: 'example.com' })).toEqual([
    'ada+news@example.com',
    'ada@example.com',
    'example.com',
  ]);
});

test('a top-level domain is never a candidate, and all fit one BatchGetItem', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b1', 'com'), { minLength: 2, maxLength: 126 }), (labels) => {
      const domain = labels.join('.');
      const [address, ...domains] = candidateIdentities({ address: `x@${domain}`, domain });
      expect(address).toBe(`x@${domain}`);
      expect(domains.length).toBeLessThan(99);
      for (const name of domains) expect(`.${domain}`.endsWith(`.${name}`) && name.includes('.')).toBe(true);
    }),
  );
});
