import type { ApiRequest } from '@sesame/lambda';
import { aStoredAttachment, attachmentsInMemory } from '../attachments-in-memory.fixture';
import { anEmail } from '../email.fixture';
import { emailsInMemory } from '../emails-in-memory.fixture';
import { emailSchemas } from '../openapi';
import { listAttachments, readAttachment } from './list-attachments';

const now = new Date('2026-11-22T12:00:00.000Z');
const id = (n: number) => `7f0c1b2a-3d4e-8f50-8123-00000000000${n}`;

async function setUp() {
  const attachments = attachmentsInMemory();
  const email = anEmail({
    attachments: [
      await aStoredAttachment(attachments, anEmail(), 'Hello', { id: id(1) }),
      await aStoredAttachment(attachments, anEmail(), 'GIF', { id: id(2), contentId: 'logo' }),
      { id: id(3), filename: 'later.pdf', path: 'https://files.example.org/later.pdf?token=secret' },
    ],
  });
  const parts = { emails: emailsInMemory(email), attachments };
  const request = (query: Record<string, string>, pathParameters: Record<string, string> = {}): ApiRequest => ({
    holder: { connection: 'own', keyId: 'key-1', permission: 'full_access' },
    body: undefined,
    headers: {},
    pathParameters: { id: email.id, ...pathParameters },
    query,
    routeKey: 'GET /emails/{id}/attachments',
    now,
  });
  return {
    list: async (query = {}, path = {}) => (await listAttachments(parts)(request(query, path))).body,
    read: async (attachment_id: string) => (await readAttachment(parts)(request({}, { attachment_id }))).body,
  };
}

test('attachments are listed in their order, with links for an hour; what is not fetched yet has none, and no URL is told', async () => {
  const { list } = await setUp();
  const body = await list();
  expect(emailSchemas.attachments.safeParse(body).success).toBe(true);
  expect(body).toMatchObject({
    has_more: false,
    data: [
      { id: id(1), size: 5, content_disposition: 'attachment', expires_at: '2026-11-22T13:00:00.000Z' },
      { id: id(2), content_disposition: 'inline', content_id: 'logo' },
      { id: id(3), filename: 'later.pdf', size: null, download_url: null, expires_at: null },
    ],
  });
  expect(JSON.stringify(body)).not.toContain('secret');
});

test('they are read in pages, forth and back, and one by one', async () => {
  const { list, read } = await setUp();
  expect(await list({ limit: '2' })).toMatchObject({ has_more: true, data: [{ id: id(1) }, { id: id(2) }] });
  expect(await list({ after: id(2) })).toMatchObject({ has_more: false, data: [{ id: id(3) }] });
  expect(await list({ limit: '1', before: id(3) })).toMatchObject({ has_more: true, data: [{ id: id(2) }] });
  const one = await read(id(2).toUpperCase());
  expect(one).toMatchObject({ object: 'attachment', id: id(2) });
  expect(emailSchemas.attachment.safeParse(one).success).toBe(true);
});

test('what does not exist is 404, and a page that begins nowhere 422', async () => {
  const { list, read } = await setUp();
  await expect(read(id(9))).rejects.toMatchObject({ errorName: 'not_found' });
  await expect(list({}, { id: id(9) })).rejects.toMatchObject({ errorName: 'not_found' });
  await expect(list({ after: id(9) })).rejects.toMatchObject({ details: { field: 'after' } });
});
