import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { askOnceClient } from './ses-client';

const connections: Socket[] = [];
const server = createServer((request, response) => {
  request.resume().on('end', () => response.setHeader('content-type', 'application/json').end('{"MessageId":"0100"}'));
}).on('connection', (socket) => connections.push(socket));
const message = new SendEmailCommand({
  Content: { Simple: { Subject: { Data: 's' }, Body: { Text: { Data: 't' } } } },
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'id',
    AWS_SECRET_ACCESS_KEY: 'secret',
  });
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

test('a connection is kept between messages, and one that was idle across a freeze is closed and not written to', async () => {
  let time = Date.parse('2026-11-22T12:00:00Z');
  const client = askOnceClient(() => time);

  await client.send(message);
  time += 3_999;
  await client.send(message);
  expect(connections).toHaveLength(1);

  // Lambda froze the function: no timer ran, and the connection looks as fresh as before.
  const writtenBefore = connections[0]?.bytesRead;
  time += 4_000;
  await client.send(message);
  expect(connections).toHaveLength(2);
  expect(connections[0]?.bytesRead).toBe(writtenBefore);

  await client.send(message);
  expect(connections).toHaveLength(2);
  client.destroy();
});
