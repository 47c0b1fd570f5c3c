import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { Resend } from 'resend';
import { call, key, send, shared, simulated, timePasses } from './given';
import { eventually, hasStatus, mailTo } from './then';

const resend = new Resend(key, { baseUrl: shared.api });
const hour = 60 * 60 * 1000;
const pdf = Buffer.from(Array.from({ length: 100_000 }, (_, n) => (n * 31) % 256));
const gif = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64');
const message = (to: string) => ({
  from: 'Sesame <hello@example.com>',
  to,
  subject: 'Your files',
  text: 'Here they are.',
});
const pem = readFileSync(join(__dirname, 'files-example-org.pem'), 'utf8');

test('files and an inline image arrive as they were sent, are listed, and are downloaded for an hour', async () => {
  const to = simulated('success');
  const { data, error } = await resend.emails.send({
    ...message(to),
    html: '<p>Here they are. <img src="cid:logo"></p>',
    attachments: [
      { filename: 'Rechnung März.pdf', content: pdf },
      { filename: 'logo.gif', content: gif.toString('base64'), contentId: 'logo' },
    ],
  });
  expect(error).toBeNull();
  const emailId = data?.id ?? '';
  await hasStatus(shared, emailId, 'sent');

  const mime = await mimeTo(to);
  expect(mime.attachments.map(({ filename, mimeType, disposition }) => ({ filename, mimeType, disposition }))).toEqual(
    expect.arrayContaining([
      { filename: 'Rechnung März.pdf', mimeType: 'application/pdf', disposition: 'attachment' },
      { filename: 'logo.gif', mimeType: 'image/gif', disposition: 'inline' },
    ]),
  );
  const bytesOf = (name: string) =>
    Buffer.from(mime.attachments.find(({ filename }) => filename === name)?.content as ArrayBuffer);
  expect(bytesOf('Rechnung März.pdf').equals(pdf)).toBe(true);
  expect(bytesOf('logo.gif').equals(gif)).toBe(true);
  expect(mime.attachments.find(({ filename }) => filename === 'logo.gif')?.contentId).toBe('<logo>');

  const listed = await resend.emails.attachments.list({ emailId });
  expect(listed.data).toMatchObject({
    object: 'list',
    has_more: false,
    data: [
      {
        filename: 'Rechnung März.pdf',
        size: pdf.length,
        content_type: 'application/pdf',
        content_disposition: 'attachment',
      },
      { filename: 'logo.gif', size: gif.length, content_disposition: 'inline', content_id: 'logo' },
    ],
  });
  const id = listed.data?.data[0]?.id ?? '';
  expect((await resend.emails.attachments.list({ emailId, limit: 1, after: id })).data?.data).toHaveLength(1);
  const { data: one } = await resend.emails.attachments.get({ emailId, id });
  expect(one).toMatchObject({ object: 'attachment', id, filename: 'Rechnung März.pdf' });

  const url = one?.download_url ?? '';
  const downloaded = await fetch(url);
  expect(downloaded.headers.get('content-type')).toBe('application/pdf');
  expect(downloaded.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''Rechnung%20M%C3%A4rz.pdf");
  expect(Buffer.from(await downloaded.arrayBuffer()).equals(pdf)).toBe(true);
  expect((await fetch(url.replace(/\/own\/[^?]*/, (path) => `${path}0`))).status).toBe(403);

  await timePasses(shared, hour + 1000);
  expect((await fetch(url)).status).toBe(403);
  expect(await resend.emails.attachments.get({ emailId, id: emailId })).toMatchObject({ error: { name: 'not_found' } });
}, 30_000);

test('a file that is named by a URL is fetched from the internet before the e-mail is delivered, now or later', async () => {
  const certificate = pem.slice(pem.indexOf('-----BEGIN CERTIFICATE-----'));
  const server = createServer({ key: pem, cert: pem }, (request, response) => {
    if (request.url === '/moved') return response.writeHead(302, { location: '/report.csv' }).end();
    return response.writeHead(200, { 'content-type': 'text/csv' }).end('a,b\n1,2\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await fetch(`${shared.aws}/_sesame/websites`, {
    method: 'POST',
    body: JSON.stringify({ name: 'files.example.org', port, certificate }),
  });
  try {
    const to = simulated('success');
    const { data } = await resend.emails.send({
      ...message(to),
      attachments: [{ path: 'https://files.example.org/moved', filename: 'report' }],
    });
    await hasStatus(shared, data?.id ?? '', 'sent');
    const [attachment] = (await mimeTo(to)).attachments;
    expect(attachment).toMatchObject({ filename: 'report', mimeType: 'text/csv' });
    expect(Buffer.from(attachment?.content as ArrayBuffer).toString()).toBe('a,b\n1,2\n');
    const { data: list } = await resend.emails.attachments.list({ emailId: data?.id ?? '' });
    expect(list?.data).toMatchObject([{ filename: 'report', size: 8, content_type: 'text/csv' }]);

    const later = simulated('success');
    const scheduled = await resend.emails.send({
      ...message(later),
      scheduledAt: 'in 2 hours',
      attachments: [{ path: 'https://files.example.org/moved', filename: 'report' }],
    });
    const id = scheduled.data?.id ?? '';
    await resend.emails.update({ id, scheduledAt: 'in 1 minute' });
    await timePasses(shared, 60_000);
    await hasStatus(shared, id, 'sent');
    expect((await mimeTo(later)).attachments).toMatchObject([{ filename: 'report', mimeType: 'text/csv' }]);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}, 30_000);

test('a file that cannot be fetched makes the e-mail fail, with the reason, and nothing is sent', async () => {
  const to = simulated('success');
  const { status, body } = await send(shared, to, {
    attachments: [{ path: 'https://nowhere.example/file.pdf' }],
  });
  expect(status).toBe(200);
  const id = String(body['id']);
  const { body: list } = await call(shared, 'GET', `/emails/${id}/attachments`);
  expect(list['data']).toMatchObject([{ filename: 'file.pdf', size: null, download_url: null, expires_at: null }]);

  // A resolver that does not answer is asked again by the sweep, up to a quarter of an hour.
  const failed = await eventually(
    async () => {
      const { body: email } = await call(shared, 'GET', `/emails/${id}`);
      if (email['delivery_status'] === 'queued') await timePasses(shared, 2 * 60_000);
      expect(email['delivery_status']).toBe('failed');
      return email;
    },
    { withinMs: 60_000, everyMs: 1_000 },
  );
  expect(failed).toMatchObject({ last_event: 'failed', error: { name: 'attachment_not_fetched' } });
  expect(await mailTo(shared, to)).toEqual([]);
}, 90_000);

test.each([
  ['a program', { filename: 'setup.exe', content: 'aGk=' }, 'attachments[0].filename'],
  ['a name with a line break', { filename: 'a\r\nBcc: eve@example.org', content: 'aGk=' }, 'attachments[0].filename'],
  ['what is no base64', { filename: 'a.txt', content: 'hello there' }, 'attachments[0].content'],
  ['http', { path: 'http://files.example.org/a.pdf' }, 'attachments[0].path'],
  ['the metadata service', { path: 'https://169.254.169.254/latest/meta-data/a' }, 'attachments[0].path'],
  ['this machine', { path: 'https://localhost/a.pdf' }, 'attachments[0].path'],
  ['content and path', { filename: 'a', content: 'aGk=', path: 'https://files.example.org/a' }, 'attachments[0].path'],
])('%s is refused by its field', async (_, attachment, field) => {
  const { status, body } = await send(shared, simulated('success'), { attachments: [attachment] });
  expect({ status, name: body['name'], field: body['field'] }).toEqual({
    status: 422,
    name: 'validation_error',
    field,
  });
});

async function mimeTo(address: string) {
  const [mail] = await mailTo(shared, address);
  const response = await fetch(`${shared.aws}/_sesame/mail/${mail?.id ?? ''}`);
  return PostalMime.parse(Buffer.from(await response.arrayBuffer()));
}
