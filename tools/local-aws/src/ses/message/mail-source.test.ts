import type { AcceptedEmail } from './accepted-email';
import type { Attachment } from './attachment';
import { mailSource } from './mail-source';
import { structureHeaders } from './message-headers';

const mailbox = (address: string, text = address) => ({ text, address });
const email: AcceptedEmail = {
  messageId: '0100019aae23b94c-caf71433-7e4c-e5ba-99ef-3dc257e300df-000000',
  acceptedAt: Date.UTC(2026, 10, 20, 9, 15, 2),
  sourceArn: 'arn:aws:ses:us-east-1:000000000000:identity/example.com',
  sourceIp: '127.0.0.1',
  callerIdentity: 'sesame-dev-sender-deliver',
  from: mailbox('shop@example.com', '=?UTF-8?Q?Caf=C3=A9?= <shop@example.com>'),
  to: [mailbox('Alice@example.net', '"Alice, the first" <Alice@example.net>'), mailbox('"a b"@example.org')],
  cc: [mailbox('carol@example.net')],
  bcc: [mailbox('secret@example.net')],
  replyTo: [mailbox('help@example.com')],
  subject: 'Grüße',
  text: 'Schöne Grüße',
  html: '<p>Schöne Grüße</p>',
  headers: [
    { name: 'List-Unsubscribe', value: '<https://example.com/u>' },
    { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
  ],
  attachments: [],
  tags: {},
};
const { html: _html, ...textAlone } = email;
const { text: _text, ...htmlAlone } = email;
const file: Attachment = {
  ...{ fileName: 'logo.png', content: 'iVBORw==', contentType: 'image/png' },
  ...{ disposition: 'INLINE', transferEncoding: 'BASE64' },
};
const headerOf = (source: string, name: string) => {
  const head = source.split('\r\n\r\n')[0] ?? '';
  return new RegExp(`^${name}: +(.*)`, 'm').exec(head.replace(/\r\n[ \t]+/g, ' '))?.[1];
};

test('the source has the headers of the message as the caller wrote them', async () => {
  const source = await mailSource(email);
  expect(headerOf(source, 'From')).toBe('=?UTF-8?Q?Caf=C3=A9?= <shop@example.com>');
  expect(headerOf(source, 'To')).toBe('"Alice, the first" <Alice@example.net>, "a b"@example.org');
  expect(headerOf(source, 'Cc')).toBe('carol@example.net');
  expect(headerOf(source, 'Reply-To')).toBe('help@example.com');
  expect(headerOf(source, 'Subject')).toBe('=?UTF-8?Q?Gr=C3=BC=C3=9Fe?=');
  expect(headerOf(source, 'Date')).toBe('Fri, 20 Nov 2026 09:15:02 +0000');
  expect(headerOf(source, 'Message-ID')).toBe(`<${email.messageId}@email.amazonses.com>`);
  expect(headerOf(source, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
});

test('blind copies are never in the source', async () => {
  const source = await mailSource(email);
  expect(source).not.toContain('secret@');
  expect(headerOf(source, 'Bcc')).toBeUndefined();
});

test('text and HTML become the alternatives of one message', async () => {
  const source = await mailSource(email);
  const boundary = /boundary="([^"]+)"/.exec(source)?.[1];
  const parts = source.split(`--${boundary}`);
  expect(parts).toHaveLength(4);
  expect(parts[1]).toContain('text/plain');
  expect(parts[2]).toContain('text/html');
});

test.each([
  ['both parts', email],
  ['text alone', textAlone],
  ['a file', { ...textAlone, attachments: [file] }],
  ['a picture in the HTML', { ...email, attachments: [{ ...file, contentId: 'logo' }] }],
  ['a picture in the HTML alone', { ...htmlAlone, attachments: [{ ...file, contentId: 'logo' }] }],
  ['a picture that no HTML names', { ...textAlone, attachments: [{ ...file, contentId: 'logo' }] }],
  ['a picture and a file', { ...email, attachments: [{ ...file, contentId: 'logo' }, file] }],
])('an event tells the Content-Type that the source has, with %s', async (_, message) => {
  const source = await mailSource(message);
  const contentType = structureHeaders(message).find((header) => header.name === 'Content-Type');
  expect(headerOf(source, 'Content-Type')).toBe(contentType?.value);
});

test('each rendering of a message is the same', async () => {
  expect(await mailSource(email)).toBe(await mailSource(email));
});

test('an address to unsubscribe at that is longer than a line stays whole', async () => {
  const value = `<https://mail.example.com/u/${'x'.repeat(600)}>`;
  const source = await mailSource({ ...email, headers: [{ name: 'List-Unsubscribe', value }] });
  expect(headerOf(source, 'List-Unsubscribe')).toBe(value);
});

test('a long list of recipients is folded', async () => {
  const to = Array.from({ length: 50 }, (_, index) => mailbox(`recipient-number-${index}@example.net`));
  const source = await mailSource({ ...email, to });
  expect(Math.max(...source.split('\r\n').map((line) => line.length))).toBeLessThan(998);
  expect(headerOf(source, 'To')?.split(',')).toHaveLength(50);
});
