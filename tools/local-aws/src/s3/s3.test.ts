import * as z from 'zod';
import { openClock } from '../clock';
import { Payload } from '../protocols/protocol';
import { openStore } from '../store';
import { readAwsChunked } from './aws-chunked';
import { deleteObjects } from './delete-objects';
import { getObject } from './get-object';
import { listObjectsV2 } from './list-objects-v2';
import { putObject } from './put-object';
import { openS3 } from './s3';
import { crc32Of } from './uploaded-body';

const call = { principal: { type: 'service' as const, service: 'test' }, requestId: 'r', sourceIp: '127.0.0.1' };
const store = openStore(undefined);
const clock = openClock(store, () => Date.UTC(2026, 0, 1));
const s3 = openS3({ store, clock });
beforeEach(() => {
  for (const bucket of ['ours', 'other']) {
    s3.applyBucket(bucket);
    s3.empty(bucket);
  }
});
const upload = (key: string, body: Buffer, headers: Record<string, string> = {}) =>
  putObject.run(s3, { Bucket: 'ours', Key: key, Headers: headers, Payload: body }, call);

test('an object reads back with its type and its metadata', () => {
  void upload('a/b.zip', Buffer.from('zip'), { 'content-type': 'application/zip', 'x-amz-meta-filesha256': 'x=' });
  const got = getObject.run(s3, { Bucket: 'ours', Key: 'a/b.zip', Headers: {}, Payload: Buffer.alloc(0) }, call);
  expect(got).toEqual(
    new Payload(Buffer.from('zip'), {
      'content-type': 'application/zip',
      'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT',
      etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
      'x-amz-meta-filesha256': 'x=',
    }),
  );
});

test('a chunked upload is put together, and its trailing checksum is verified', () => {
  const chunked = (checksum: string) =>
    Buffer.from(`3\r\nabc\r\n2\r\nde\r\n0\r\nx-amz-checksum-crc32:${checksum}\r\n\r\n`);
  const headers = { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' };
  void upload('k', chunked(crc32Of(Buffer.from('abcde'))), headers);
  expect(s3.get('ours', 'k')?.body.toString()).toBe('abcde');
  expect(() => upload('k', chunked(crc32Of(Buffer.from('other'))), headers)).toThrow('did not match');
  expect(() => readAwsChunked(Buffer.from('5\r\nabc'))).toThrow('ends too early');
});

test('a listing holds the keys of a prefix in order, page after page', () => {
  for (const key of ['p/3', 'p/1', 'q/1', 'p/2']) void upload(key, Buffer.from('x'));
  const page = z.object({
    ListBucketResult: z.object({
      Contents: z.array(z.object({ Key: z.string() })),
      NextContinuationToken: z.string().optional(),
    }),
  });
  const list = (token?: string) =>
    page.parse(
      listObjectsV2.run(
        s3,
        listObjectsV2.input.parse({
          ...{ Bucket: 'ours', 'list-type': '2', prefix: 'p/', 'max-keys': '2', Headers: {}, Payload: Buffer.alloc(0) },
          ...(token !== undefined && { 'continuation-token': token }),
        }),
        call,
      ),
    ).ListBucketResult;
  const first = list();
  expect(first.Contents.map(({ Key }) => Key)).toEqual(['p/1', 'p/2']);
  expect(list(first.NextContinuationToken)).toEqual({ Contents: [{ Key: 'p/3' }] });
});

test('every key of a deletion is asked about, and only they go', () => {
  for (const key of ['a&b', 'c']) void upload(key, Buffer.from('x'));
  const body = Buffer.from('<Delete><Object><Key>a&amp;b</Key></Object><Object><Key>gone</Key></Object></Delete>');
  const input = deleteObjects.input.parse({ Bucket: 'ours', delete: '', Headers: {}, Payload: body });
  expect(deleteObjects.access(s3, input, { type: 'anonymous' }).map(({ resource }) => resource)).toEqual([
    'arn:aws:s3:::ours/a&b',
    'arn:aws:s3:::ours/gone',
  ]);
  void deleteObjects.run(s3, input, call);
  expect(s3.list('ours', { prefix: '', after: '', limit: 10 }).map(({ key }) => key)).toEqual(['c']);
});

test('a bucket goes only when it is empty, and one that is not there is named', () => {
  void upload('k', Buffer.from('x'));
  expect(() => s3.removeBucket('ours')).toThrow('not empty');
  s3.removeBucket('other');
  expect(() => s3.get('other', 'k')).toThrow('bucket does not exist');
});

test('objects go at the midnight after their days, where a rule says so', () => {
  s3.setExpiration('ours', [{ prefix: 'tmp/', days: 2 }]);
  clock.advance(3_600_000);
  for (const key of ['tmp/a', 'kept']) void upload(key, Buffer.from('x'));
  clock.advance(3 * 24 * 3_600_000 - 3_600_001);
  expect(s3.has('ours', 'tmp/a')).toBe(true);
  clock.advance(1);
  expect(s3.list('ours', { prefix: '', after: '', limit: 10 }).map(({ key }) => key)).toEqual(['kept']);
  s3.setExpiration('ours', []);
});
