import { SignatureV4 } from '@smithy/signature-v4';
import { createHash, createHmac } from 'node:crypto';
import type { Session } from './sts/sessions';
import { type SignedRequest, verifySignature } from './signature';

const now = Date.parse('2026-11-22T10:00:00Z');
const session: Session = {
  accessKeyId: 'ASIAEXAMPLE',
  secretAccessKey: 'a secret',
  sessionToken: 'a token',
  expiresAt: now + 3_600_000,
  principal: {
    type: 'role-session',
    account: '000000000000',
    roleArn: 'arn:aws:iam::000000000000:role/r',
    sessionArn: 'arn:aws:sts::000000000000:assumed-role/r/s',
  },
};
const verify = (request: SignedRequest, times = { now, signingClocks: [now] }) =>
  verifySignature(request, (id) => (id === session.accessKeyId ? session : undefined), times);

test.each([
  ['a plain call', 'POST', '/', '{}'],
  ['an address in the path', 'GET', '/v2/email/suppression/addresses/a%2Bb%40example.com', ''],
  ['a query that is not sorted', 'GET', '/v2/email/identities?PageSize=10&NextToken=a%20b%2Fc&A=', ''],
  ["characters that encodeURIComponent leaves (!'()*)", 'GET', "/v2/email/identities/it's(a)*test!", ''],
  ['a body of bytes', 'POST', '/', 'ünïcödé'],
])("the SDK's signature of %s is verified", async (_, method, url, body) => {
  expect(verify(await signed({ method, url, body }))).toMatchObject({
    verified: true,
    service: 'ses',
    region: 'us-east-1',
  });
});

test("S3's signature, of the path as it stands and of a body that need not be hashed, is verified; no other service may leave it out", async () => {
  const url = '/bucket/serverless/2026-11-22T07%3A28/a%20b.zip';
  const unsigned = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
  const request = await signed({ method: 'PUT', url, body: 'zip', service: 's3', headers: unsigned });
  expect(verify(request)).toMatchObject({ verified: true, service: 's3' });
  expect(verify({ ...request, body: Buffer.from('other') })).toMatchObject({ verified: true });
  expect(verify({ ...request, url: url.replace('%20', '%21') })).toMatchObject({ failure: 'signature-does-not-match' });
  const hashed = await signed({ method: 'PUT', url, body: 'zip', service: 's3' });
  expect(verify(hashed)).toMatchObject({ verified: true });
  expect(verify({ ...hashed, body: Buffer.from('other') })).toMatchObject({ failure: 'signature-does-not-match' });
  expect(verify(await signed({ method: 'PUT', url, body: 'zip', headers: unsigned }))).toMatchObject({
    failure: 'signature-does-not-match',
  });
});

test('a changed body, header, path or query is found out', async () => {
  const request = await signed({ method: 'POST', url: '/a?b=c', body: '{}' });
  expect(verify({ ...request, body: Buffer.from('{ }') })).toMatchObject({ failure: 'signature-does-not-match' });
  expect(verify({ ...request, url: '/b?b=c' })).toMatchObject({ failure: 'signature-does-not-match' });
  expect(verify({ ...request, url: '/a?b=d' })).toMatchObject({ failure: 'signature-does-not-match' });
  expect(verify({ ...request, headers: { ...request.headers, host: 'elsewhere' } })).toMatchObject({
    failure: 'signature-does-not-match',
  });
});

test('an x-amz header that is not signed is refused', async () => {
  const request = await signed({ method: 'POST', url: '/', body: '{}' });
  expect(
    verify({ ...request, headers: { ...request.headers, 'x-amz-target': 'AmazonSQS.SendMessage' } }),
  ).toMatchObject({
    failure: 'signature-does-not-match',
  });
});

test('a request without a signature, or with something else in its place, is refused', () => {
  const bare: SignedRequest = { method: 'GET', url: '/', headers: { host: 'x' }, body: Buffer.alloc(0) };
  expect(verify(bare)).toMatchObject({ failure: 'missing-authentication-token' });
  expect(verify({ ...bare, headers: { ...bare.headers, authorization: 'Bearer ss_local' } })).toMatchObject({
    failure: 'incomplete-signature',
  });
});

test('an unknown key, a wrong token and a wrong secret are refused', async () => {
  const request = await signed({ method: 'POST', url: '/', body: '{}' });
  expect(verifySignature(request, () => undefined, { now, signingClocks: [now] })).toMatchObject({
    failure: 'unrecognized-client',
  });
  expect(verify({ ...request, headers: { ...request.headers, 'x-amz-security-token': 'another' } })).toMatchObject({
    failure: 'unrecognized-client',
  });
  const forged = await signed({ method: 'POST', url: '/', body: '{}', secretAccessKey: 'a guess' });
  expect(verify(forged)).toMatchObject({ failure: 'signature-does-not-match' });
});

test('a signature holds for five minutes on either clock, the embedded one or the wall', async () => {
  const request = await signed({ method: 'POST', url: '/', body: '{}' });
  const hour = 3_600_000 / 2;
  expect(verify(request, { now, signingClocks: [now + 299_000] })).toMatchObject({ verified: true });
  expect(verify(request, { now, signingClocks: [now + 301_000] })).toMatchObject({ failure: 'request-expired' });
  expect(verify(request, { now: now + hour, signingClocks: [now + hour, now] })).toMatchObject({ verified: true });
});

test('an expired session is told so, and only to who holds its secret', async () => {
  const late = { now: session.expiresAt, signingClocks: [now] };
  expect(verify(await signed({ method: 'POST', url: '/', body: '{}' }), late)).toMatchObject({
    failure: 'expired-token',
  });
  const forged = await signed({ method: 'POST', url: '/', body: '{}', secretAccessKey: 'a guess' });
  expect(verify(forged, late)).toMatchObject({ failure: 'signature-does-not-match' });
});

async function signed({
  method,
  url,
  body,
  secretAccessKey = session.secretAccessKey,
  service = 'ses',
  headers: given = {},
}: {
  method: string;
  url: string;
  body: string;
  secretAccessKey?: string;
  service?: string;
  headers?: Record<string, string>;
}): Promise<SignedRequest> {
  const signer = new SignatureV4({
    service,
    region: 'us-east-1',
    uriEscapePath: service !== 's3',
    credentials: { accessKeyId: session.accessKeyId, secretAccessKey, sessionToken: session.sessionToken },
    sha256: NodeSha256,
    applyChecksum: true,
  });
  const [path = '/', search = ''] = url.split('?');
  const query = Object.fromEntries(new URLSearchParams(search));
  const request = await signer.sign(
    {
      method,
      protocol: 'http:',
      hostname: '127.0.0.1',
      port: 4566,
      path,
      query,
      headers: { host: '127.0.0.1:4566', ...given },
      body,
    },
    { signingDate: new Date(now) },
  );
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return { method, url, headers, body: Buffer.from(body) };
}

class NodeSha256 {
  private readonly hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', asBuffer(secret));
  }
  update(data: string | ArrayBuffer | ArrayBufferView) {
    this.hash.update(asBuffer(data));
  }
  async digest() {
    return new Uint8Array(this.hash.digest());
  }
  reset() {}
}
function asBuffer(data: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data);
}
