import { decodeWords } from './encoded-words';

test.each([
  ['Hello', 'Hello'],
  ['=?UTF-8?Q?Gr=C3=BC=C3=9Fe_an?= =?UTF-8?Q?_alle?= !', 'Grüße an alle !'],
  ['=?utf-8?b?R3LDvMOfZQ==?=', 'Grüße'],
  ['=?ISO-8859-1?Q?Caf=E9?= <shop@example.com>', 'Café <shop@example.com>'],
  ['=?x-unknown?Q?a?=', '=?x-unknown?Q?a?='],
])('%s reads %s', (value, text) => {
  expect(decodeWords(value)).toBe(text);
});
