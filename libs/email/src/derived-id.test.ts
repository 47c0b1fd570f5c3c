import * as fc from 'fast-check';
import { derivedId } from './derived-id';

test('a text has one id, which stays the same from version to version', () => {
  expect(derivedId('own#all#jane@example.com')).toBe(derivedId('own#all#jane@example.com'));
  expect(derivedId('example.com')).toBe('a379a6f6-eeaf-89a5-9e37-8c118034e275');
});

test('two texts have two ids, each a UUID of version 8', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      expect(derivedId(one)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(derivedId(one) === derivedId(other)).toBe(one === other);
    }),
  );
});
