import { openSesUnderTest, plainEmail, refusal } from '../ses-under-test';
import type { SendEmailInput } from './send-email-input';

type Simple = NonNullable<SendEmailInput['Content']['Simple']>;
type AttachmentInput = NonNullable<Simple['Attachments']>[number];

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff]).toString('base64');
const picture: AttachmentInput = { FileName: 'logo.png', RawContent: png, ContentTransferEncoding: 'BASE64' };
const note: AttachmentInput = { FileName: 'note.txt', RawContent: Buffer.from('Seven bits.\n').toString('base64') };
const under = openSesUnderTest({ maxSendRate: 1000 });

function send(attachments: AttachmentInput[], simple: Partial<Simple> = {}): string {
  const Simple = { ...plainEmail.Content.Simple, ...simple, Attachments: attachments };
  return under.send({ Content: { Simple } });
}
const sourceOf = async (id: string) => (await under.ses.mailSource(id)) ?? '';

test('an attachment is a part of its own beside the text, with its name, type and bytes', async () => {
  const source = await sourceOf(send([{ ...picture, ContentDescription: 'Our logo' }]));
  expect(source).toMatch(/Content-Type: multipart\/mixed;\s+boundary=/);
  expect(source).toMatch(/Content-Type: image\/png; name=logo.png/);
  expect(source).toContain('Content-Disposition: attachment; filename=logo.png');
  expect(source).toContain('Content-Transfer-Encoding: base64');
  expect(source).toContain('Content-Description: Our logo');
  expect(source).toContain(`\r\n\r\n${png}\r\n`);
});

test('without an encoding the bytes go as they are, and the type is that of the extension unless it is given', async () => {
  const source = await sourceOf(send([note, { ...note, FileName: 'data', ContentType: 'text/csv' }]));
  expect(source).toMatch(/Content-Type: text\/plain;[^]*Content-Transfer-Encoding: 7bit[^]*\r\n\r\nSeven bits\./);
  expect(source).toMatch(/Content-Type: text\/csv; name=data/);
});

test('a picture that the HTML names by its Content-ID stands beside the HTML', async () => {
  const inline = { ...picture, ContentDisposition: 'INLINE', ContentId: 'logo@shop' };
  const Html = { Data: '<img src="cid:logo@shop">' };
  const source = await sourceOf(send([inline], { Body: { Html } }));
  expect(source).toMatch(/Content-Type: multipart\/related; type="text\/html"/);
  expect(source).toContain('Content-ID: <logo@shop>');
  expect(source).toContain('Content-Disposition: inline; filename=logo.png');
});

test('a name beyond ASCII arrives encoded', async () => {
  expect(await sourceOf(send([{ ...picture, FileName: 'Grüße.png' }]))).toMatch(
    /filename\*0?\*?=utf-8''Gr%C3%BC%C3%9Fe/i,
  );
});

test.each([
  ['setup.exe', /Unsupported attachment type: files ending in \.exe/],
  ['macro.VBS', /\.vbs/],
  ['archive.tar.js ', /\.js/],
])('%s is refused for what it ends in', (FileName, message) => {
  expect(() => send([{ ...picture, FileName }])).toThrow(message);
});

test.each<[string, Partial<AttachmentInput>]>([
  ['content.simple.attachments.1.member.fileName', { FileName: 'x'.repeat(256) }],
  ['content.simple.attachments.1.member.contentId', { ContentId: '' }],
  ['content.simple.attachments.1.member.contentType', { ContentType: 'x'.repeat(79) }],
  ['content.simple.attachments.1.member.contentDescription', { ContentDescription: 'x'.repeat(1001) }],
  ['content.simple.attachments.1.member.contentDisposition', { ContentDisposition: 'inline' }],
  ['content.simple.attachments.1.member.contentTransferEncoding', { ContentTransferEncoding: 'base64' }],
  ['control character', { FileName: 'a\r\nBcc: eve@example.org' }],
  ['BASE64', { RawContent: png, ContentTransferEncoding: 'SEVEN_BIT' }],
])('%s is named in the refusal', (member, changes) => {
  expect(() => send([{ ...picture, ...changes }])).toThrow(member);
});

test('a message that is too large is refused', () => {
  const RawContent = 'A'.repeat(40 * 1024 * 1024);
  expect(() => send([{ ...picture, RawContent }])).toThrow(refusal('BadRequestException'));
});

test('the event record tells the structure that the source has', async () => {
  const topic = under.addDestination('events', ['SEND']);
  const id = send([picture]);
  const [record] = under.records(topic) as { mail: { headers: { name: string; value: string }[] } }[];
  const told = record?.mail.headers.find(({ name }) => name === 'Content-Type')?.value ?? '';
  expect((await sourceOf(id)).replace(/\r\n[ \t]+/g, ' ')).toContain(`Content-Type: ${told}\r\n`);
});
