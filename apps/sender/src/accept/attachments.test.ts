import { parseInput, type ApiError } from '@sesame/lambda';
import * as z from 'zod/mini';
import { hostileUrls } from '../fetch/hostile-urls.fixture';
import { attachments } from './attachments';

const parse = (all: unknown) => parseInput(z.object({ attachments }), { attachments: all }).attachments;
const base64 = (text: string) => Buffer.from(text).toString('base64');
const pdf = { filename: 'invoice.pdf', content: base64('%PDF') };

function refusalOf(all: unknown): { field?: string | undefined; reason?: string | undefined } {
  try {
    parse(all);
  } catch (error) {
    return (error as ApiError).details;
  }
  throw new Error('It was accepted.');
}

test('what the Resend client sends is read, in either spelling', () => {
  const logo = { filename: 'logo', content: base64('GIF'), content_type: 'image/gif', content_id: 'logo' };
  expect(parse([pdf, logo, { ...pdf, contentType: 'text/plain', contentId: 'note' }])).toEqual([
    { filename: 'invoice.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF') },
    { filename: 'logo', contentType: 'image/gif', contentId: 'logo', content: Buffer.from('GIF') },
    { filename: 'invoice.pdf', contentType: 'text/plain', contentId: 'note', content: Buffer.from('%PDF') },
  ]);
});

test('a path gives its name to the file, unless it has another', () => {
  const path = 'https://files.example.org/2026/Rechnung%20M%C3%A4rz.pdf?token=7';
  expect(parse([{ path }, { path, filename: 'bill.pdf' }])).toMatchObject([
    { filename: 'Rechnung März.pdf', path, contentType: 'application/pdf' },
    { filename: 'bill.pdf', path },
  ]);
});

test.each(['Rechnung März.pdf', '請求書.pdf', 'family 👨‍👩‍👧.jpg', '.profile', 'archive.tar.gz', "it's (1).txt"])(
  'a file may be called %s',
  (filename) => expect(parse([{ ...pdf, filename }])).toMatchObject([{ filename }]),
);

test.each([
  ['', undefined],
  ['a\r\nBcc: eve@example.org', 'control_character'],
  ['a\u0000.pdf', 'control_character'],
  ['a\u007f.pdf', 'control_character'],
  ['a\u0085.pdf', 'control_character'],
  ['a\u2028.pdf', 'control_character'],
  ['fdp.\u202eexe', 'control_character'],
  ['a\u2066.pdf', 'control_character'],
  ['a\ufeff.pdf', 'control_character'],
  ['a\ud800.pdf', 'control_character'],
  ['../../etc/passwd', 'path'],
  ['..\\autoexec', 'path'],
  ['C:evil', 'path'],
  ['note.txt:stream', 'path'],
  ['..', 'edge'],
  ['setup.exe.', 'edge'],
  ['setup.exe ', 'edge'],
  [' setup', 'edge'],
  ['setup.exe', 'unsupported_extension'],
  ['SETUP.EXE', 'unsupported_extension'],
  ['setup．exe', 'unsupported_extension'],
  ['invoice.pdf.js', 'unsupported_extension'],
  ['x'.repeat(256), 'too_long'],
])('a file may not be called %j', (filename, reason) => {
  const refusal = refusalOf([{ ...pdf, filename }]);
  expect(refusal).toMatchObject({ field: 'attachments[0].filename', ...(reason !== undefined && { reason }) });
});

test.each(['', '=', 'aGk', 'aGk==', 'aGl=', 'aG k=', 'aGk=\n', 'aGk-', 'data:text/plain;base64,aGk=', 'nö'])(
  '%j is no content',
  (content) => expect(refusalOf([{ ...pdf, content }])).toMatchObject({ field: 'attachments[0].content' }),
);

test.each([
  'pdf',
  'text/plain\r\nX: y',
  'text/plain; charset',
  'multipart/mixed; boundary=x',
  'message/rfc822',
  `text/${'x'.repeat(80)}`,
])('%j is no content type', (content_type) =>
  expect(refusalOf([{ ...pdf, content_type }])).toMatchObject({ field: 'attachments[0].content_type' }),
);

test.each(['text/calendar; method=REQUEST', 'text/plain;charset=utf-8', 'application/x-thing; name="a b"'])(
  '%j is a content type',
  (content_type) => expect(parse([{ ...pdf, content_type }])).toMatchObject([{ contentType: content_type }]),
);

test.each(['', 'a b', '<logo>', 'a"b', 'a\r\n', 'ö', 'x'.repeat(79)])('%j is no content id', (content_id) =>
  expect(refusalOf([{ ...pdf, content_id }])).toMatchObject({ field: 'attachments[0].content_id' }),
);

test.each([
  ['neither content nor path', [{ filename: 'a.pdf' }], 'attachments[0].content'],
  ['both', [pdf, { ...pdf, path: 'https://files.example.org/a.pdf' }], 'attachments[1].path'],
  ['no name', [{ content: pdf.content }], 'attachments[0].filename'],
  ['a path without a name', [{ path: 'https://files.example.org/' }], 'attachments[0].filename'],
  ['a path to a program', [{ path: 'https://files.example.org/setup.exe' }], 'attachments[0].filename'],
  ['false for a name', [{ ...pdf, filename: false }], 'attachments[0].filename'],
  ['two types', [{ ...pdf, content_type: 'a/b', contentType: 'a/b' }], 'attachments[0].contentType'],
  ['two ids', [{ ...pdf, content_id: 'a', contentId: 'a' }], 'attachments[0].contentId'],
  [
    'an id twice',
    [
      { ...pdf, content_id: 'a' },
      { ...pdf, contentId: 'a' },
    ],
    'attachments',
  ],
  ['an unknown field', [{ ...pdf, encoding: 'base64' }], 'attachments[0].encoding'],
  ['51 of them', Array.from({ length: 51 }, () => pdf), 'attachments'],
  ['no list', pdf, 'attachments'],
])('%s is refused by its field', (_, all, field) => expect(refusalOf(all)).toMatchObject({ field }));

const known = hostileUrls.filter(({ because }) => because !== 'not_public');
test.each(known)('the path $url is refused at once ($because)', ({ url, because }) => {
  expect(refusalOf([{ filename: 'a.pdf', path: url }])).toMatchObject({
    field: 'attachments[0].path',
    reason: because,
  });
});
