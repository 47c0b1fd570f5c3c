import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { packContent, unpackContent } from './content';

test('content comes back as it was, whatever it says', () => {
  const text = fc.option(fc.string({ unit: 'grapheme' }), { nil: undefined });
  fc.assert(
    fc.property(fc.record({ html: text, text }), ({ html, text }) => {
      expect(unpackContent(packContent({ html, text }))).toEqual({
        ...(html !== undefined && { html }),
        ...(text !== undefined && { text }),
      });
    }),
  );
});

test('content that does not compress is cut into chunks that fit an item, fifteen at most for a request of 5 MB', () => {
  const html = randomBytes(3_900_000).toString('base64');

  const chunks = packContent({ html });

  expect(chunks.length).toBeGreaterThan(1);
  expect(chunks.length).toBeLessThanOrEqual(15);
  expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThanOrEqual(350 * 1024);
  expect(unpackContent(chunks).html === html).toBe(true);
});

test('content without its last chunk is an error, and not a shorter text', () => {
  const chunks = packContent({ html: randomBytes(600_000).toString('base64') });

  expect(() => unpackContent(chunks.slice(0, -1))).toThrow();
});
