import fc from 'fast-check';
import { parseMailbox } from './parse-mailbox';

test('whatever the text, an accepted address is one plain address and a display name shows no other', () => {
  const piece = fc.constantFrom(
    'jane',
    '@',
    'example.com',
    '<',
    '>',
    '"',
    '\\',
    ',',
    ';',
    ':',
    '(',
    ')',
    ' ',
    '.',
    'ü',
  );
  const text = fc.oneof(
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary', maxLength: 40 }).map((noise) => `${noise}jane@example.com`),
  );
  fc.assert(
    fc.property(text, (each) => {
      const parsed = parseMailbox(each);
      if (!parsed.ok) return;
      expect(parsed.mailbox.address).toMatch(/^[\x21-\x7e]+@[a-z0-9.-]+$/);
      expect(parsed.mailbox.address).not.toMatch(/[<>",;:()[\]\\]/);
      expect(parseMailbox(parsed.mailbox.address)).toMatchObject({ ok: true });
    }),
  );
});
