import { anEmail } from '../email.fixture';
import { aStoredAttachment, attachmentsInMemory } from '../attachments-in-memory.fixture';
import { attachmentInput } from './attachment-input';
import { readAttachments } from './read-attachments';

const content = { text: 'Hello' };

test('attachments are read with their bytes, and become what SES takes', async () => {
  const store = attachmentsInMemory();
  const note = await aStoredAttachment(store, anEmail(), 'Hello');
  const logo = await aStoredAttachment(store, anEmail(), 'GIF', { filename: 'logo.gif', contentId: 'logo' });
  const read = await readAttachments(store, anEmail({ attachments: [note, logo] }), content);

  if (!read.ok) throw new Error(read.because);
  expect(read.attachments.map(attachmentInput)).toEqual([
    {
      FileName: 'note.txt',
      RawContent: Buffer.from('Hello'),
      ContentType: 'text/plain',
      ContentTransferEncoding: 'BASE64',
      ContentDisposition: 'ATTACHMENT',
    },
    expect.objectContaining({ FileName: 'logo.gif', ContentDisposition: 'INLINE', ContentId: 'logo' }),
  ]);
});

test('what is still to be fetched waits', async () => {
  const attachments = [{ id: 'id', filename: 'a.pdf', path: 'https://files.example.org/a.pdf' }];
  const read = await readAttachments(attachmentsInMemory(), anEmail({ attachments }), content);
  expect(read).toEqual({ ok: false, because: 'fetching' });
});

test.each([
  [29_100_000, true],
  [29_300_000, false],
])('a file of %d bytes is within what SES takes: %s', async (size, fits) => {
  const attachments = [{ id: 'id', filename: 'a.pdf', bytes: { size, digest: 'd' } }];
  const store = { get: async () => new Uint8Array() };
  const read = await readAttachments(store, anEmail({ attachments }), content);
  expect(read.ok).toBe(fits);
  if (!fits) expect(read).toMatchObject({ error: { name: 'message_too_large' } });
});
