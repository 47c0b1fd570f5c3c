import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAuthorize } from '../authorization';
import { openClock } from '../clock';
import { createDecisionLog } from '../decision-log';
import { createRoles } from '../iam/roles';
import { createAwsServer } from '../server';
import { openStore } from '../store';
import { createSessions } from '../sts/sessions';
import { s3Service } from '.';
import { openS3 } from './s3';

const store = openStore(undefined);
const clock = openClock(store);
const roles = createRoles();
const sessions = createSessions(clock);
const s3 = openS3({ store, clock });
s3.applyBucket('files');
const server = createAwsServer({
  services: [s3Service(s3)],
  sessions,
  authorize: createAuthorize({ clock, roles, log: createDecisionLog() }),
  clock,
  doors: async () => undefined,
});

const roleWith = (name: string, Action: string[], Resource: string) =>
  roles.apply({
    name,
    trust: { Version: '2012-10-17', Statement: [] },
    policies: [{ name, document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] } }],
  });
const keeper = roleWith('keeper', ['s3:PutObject', 's3:GetObject', 's3:DeleteObject'], 'arn:aws:s3:::files/*');
const stranger = roleWith('stranger', ['s3:GetObject'], 'arn:aws:s3:::files/public/*');

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

function clientAs(role: typeof keeper, durationSeconds = 3600): S3Client {
  const { accessKeyId, secretAccessKey, sessionToken } = sessions.issue(role, 'test', durationSeconds);
  return new S3Client({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey, sessionToken },
    maxAttempts: 1,
    // The embedded clock may have been advanced by an earlier test, as it is in a function's process.
    systemClockOffset: clock.now() - Date.now(),
  });
}
const at = (Key: string) => ({ Bucket: 'files', Key });
const presignedAs = (client: S3Client, command: GetObjectCommand, expiresIn = 300) =>
  getSignedUrl(client, command, { expiresIn, signingDate: new Date(clock.now()) });
const codeIn = async (response: Response) => /<Code>(.*)<\/Code>/.exec(await response.text())?.[1];

test('an object goes in and comes back with its headers, is told of, and deleted', async () => {
  const client = clientAs(keeper);
  const Body = Buffer.alloc(1024 * 1024, 7);
  const said = { ContentType: 'application/pdf', ContentDisposition: 'attachment; filename="a.pdf"' };
  await client.send(new PutObjectCommand({ ...at('large'), Body, ...said, Metadata: { email: 'e1' } }));
  expect(await client.send(new HeadObjectCommand(at('large')))).toMatchObject({
    ...{ ContentLength: Body.length, Metadata: { email: 'e1' }, ...said },
  });
  const { Body: got } = await client.send(new GetObjectCommand(at('large')));
  const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  expect(hash((await got?.transformToByteArray()) ?? new Uint8Array())).toBe(hash(Body));
  expect(await client.send(new DeleteObjectCommand(at('large')))).toMatchObject({ $metadata: { httpStatusCode: 204 } });
  expect(s3.has('files', 'large')).toBe(false);
});

test('a key that is there already is kept where the upload asks for that', async () => {
  const client = clientAs(keeper);
  await client.send(new PutObjectCommand({ ...at('once'), Body: 'first' }));
  const again = client.send(new PutObjectCommand({ ...at('once'), Body: 'second', IfNoneMatch: '*' }));
  await expect(again).rejects.toMatchObject({ name: 'PreconditionFailed', $metadata: { httpStatusCode: 412 } });
  expect(s3.get('files', 'once')?.body.toString()).toBe('first');
});

test('what would change what an upload means is refused by its name', async () => {
  const put = clientAs(keeper).send(new PutObjectCommand({ ...at('k'), Body: 'x', StorageClass: 'GLACIER' }));
  await expect(put).rejects.toThrow('x-amz-storage-class');
});

test('whoever may not list the bucket is not told that an object is missing', async () => {
  await expect(clientAs(keeper).send(new GetObjectCommand(at('missing')))).rejects.toMatchObject({
    name: 'AccessDenied',
  });
  const reader = roleWith('reader', ['s3:GetObject', 's3:ListBucket'], '*');
  await expect(clientAs(reader).send(new GetObjectCommand(at('missing')))).rejects.toMatchObject({ name: 'NoSuchKey' });
});

test('a presigned URL gives the object to whoever has it, under the name and type it says', async () => {
  await clientAs(keeper).send(new PutObjectCommand({ ...at('a/b c'), Body: 'hello' }));
  const url = await presignedAs(
    clientAs(keeper),
    new GetObjectCommand({
      ...at('a/b c'),
      ResponseContentDisposition: 'attachment; filename="Grüße & co.txt"',
      ResponseContentType: 'text/plain; charset=utf-8',
    }),
  );
  const response = await fetch(url);
  expect(await response.text()).toBe('hello');
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(response.headers.get('content-disposition')).toContain('attachment');
});

test('a presigned URL that somebody changed is no longer one', async () => {
  await clientAs(keeper).send(new PutObjectCommand({ ...at('mine'), Body: 'hello' }));
  const url = await presignedAs(clientAs(keeper), new GetObjectCommand(at('mine')));
  const changed = [
    url.replace('/mine', '/other'),
    url.replace('X-Amz-Expires=300', 'X-Amz-Expires=301'),
    `${url}&response-content-type=text%2Fhtml`,
  ];
  for (const other of changed) expect(await codeIn(await fetch(other))).toBe('SignatureDoesNotMatch');
  const withoutToken = url.replace(/&X-Amz-Security-Token=[^&]*/, '');
  expect(await codeIn(await fetch(withoutToken))).toBe('InvalidAccessKeyId');
  expect(await codeIn(await fetch(url.replace('X-Amz-Expires=300', 'X-Amz-Expires=604801')))).toBe(
    'AuthorizationQueryParametersError',
  );
  expect((await fetch(url, { method: 'DELETE' })).status).toBe(403);
});

test('a presigned URL can do what its signer may, and no more', async () => {
  await clientAs(keeper).send(new PutObjectCommand({ ...at('secret'), Body: 'hello' }));
  const response = await fetch(await presignedAs(clientAs(stranger), new GetObjectCommand(at('secret'))));
  expect(response.status).toBe(403);
  expect(await response.text()).toContain('assumed-role/stranger/test is not authorized to perform: s3:GetObject');
});

test('a presigned URL ends when it says, and with the credentials that signed it', async () => {
  await clientAs(keeper).send(new PutObjectCommand({ ...at('mine'), Body: 'hello' }));
  const short = await presignedAs(clientAs(keeper), new GetObjectCommand(at('mine')), 60);
  const long = await presignedAs(clientAs(keeper, 900), new GetObjectCommand(at('mine')), 3600);
  clock.advance(20_000);
  expect((await fetch(short)).status).toBe(200);
  clock.advance(40_000);
  const ended = await fetch(short);
  expect(ended.status).toBe(403);
  expect(await ended.text()).toContain('<Code>AccessDenied</Code><Message>Request has expired</Message>');
  expect((await fetch(long)).status).toBe(200);
  clock.advance(900_000);
  expect(await codeIn(await fetch(long))).toBe('ExpiredToken');
});
