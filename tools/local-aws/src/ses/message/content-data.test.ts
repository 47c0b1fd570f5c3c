import { textOf } from './content-data';

test('UTF-8 content is taken as it is, in whatever case the character set is written', () => {
  expect(textOf({ Data: 'Grüße 🎈', Charset: 'utf-8' })).toBe('Grüße 🎈');
});

test('content without a character set is 7-bit ASCII, and other letters become question marks', () => {
  expect(textOf({ Data: 'Grüße 🎈' })).toBe('Gr??e ?');
  expect(textOf({ Data: 'Hello' })).toBe('Hello');
});

test('a character set that is not emulated is refused by name', () => {
  expect(() => textOf({ Data: 'x', Charset: 'Shift_JIS' })).toThrow('Shift_JIS is not');
});
