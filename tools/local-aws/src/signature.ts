import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Session } from './sts/sessions';

/** A request as it came over the wire. */
export interface SignedRequest {
  method: string;
  /** Path and query, undecoded. */
  url: string;
  /** Names in lower case. */
  headers: Record<string, string | undefined>;
  body: Buffer;
}

export type SignatureFailure =
  | 'missing-authentication-token'
  | 'incomplete-signature'
  | 'request-expired'
  | 'unrecognized-client'
  | 'expired-token'
  | 'signature-does-not-match';

export type SignatureVerdict =
  | { verified: true; session: Session; service: string; region: string }
  | { verified: false; failure: SignatureFailure; reason: string };

interface Times {
  /** The embedded clock decides whether a session has expired. */
  now: number;
  /**
   * A signature is fresh by any of these clocks: callers inside sign by the embedded clock, callers outside by the wall
   * clock, and both go on working when the embedded clock is advanced.
   */
  signingClocks: number[];
}

const header =
  /^AWS4-HMAC-SHA256 Credential=([^/, ]+)\/(\d{8})\/([^/, ]+)\/([^/, ]+)\/aws4_request, *SignedHeaders=([^, ]+), *Signature=([0-9a-f]{64})$/;
/** AWS documentation, "Elements of an AWS API request signature": a signed request is good for five minutes. */
const freshMs = 5 * 60_000;

/** What S3 takes in place of the body's hash: no hash at all, or chunks that end with a checksum. */
const unsignedBodies = ['UNSIGNED-PAYLOAD', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'];

/** Verifies a Signature Version 4 in the Authorization header, as every AWS service does before it reads the request. */
export function verifySignature(
  request: SignedRequest,
  sessionOf: (accessKeyId: string) => Session | undefined,
  { now, signingClocks }: Times,
): SignatureVerdict {
  const { authorization } = request.headers;
  if (!authorization) return failed('missing-authentication-token', 'The request has no Authorization header.');
  const match = header.exec(authorization);
  if (!match) return failed('incomplete-signature', 'The Authorization header is no Signature Version 4.');
  const [, accessKeyId = '', day = '', region = '', service = '', signedHeaders = '', signature = ''] = match;

  const date = request.headers['x-amz-date'] ?? '';
  const signedAt = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (Number.isNaN(signedAt) || !date.startsWith(day))
    return failed('incomplete-signature', 'X-Amz-Date is missing or is not the day of the credential scope.');
  if (!signingClocks.some((clock) => Math.abs(clock - signedAt) <= freshMs))
    return failed('request-expired', `Signature expired: it was made at ${date}.`);

  const session = sessionOf(accessKeyId);
  if (!session || !same(session.sessionToken, request.headers['x-amz-security-token'] ?? ''))
    return failed('unrecognized-client', 'The security token included in the request is invalid.');

  const names = signedHeaders.split(';');
  const unsigned = Object.keys(request.headers).find((name) => name.startsWith('x-amz-') && !names.includes(name));
  if (!names.includes('host') || unsigned)
    return failed('signature-does-not-match', `The header ${unsigned ?? 'host'} must be signed.`);

  const statedHash = request.headers['x-amz-content-sha256'];
  const unsignedBody = service === 's3' && statedHash !== undefined && unsignedBodies.includes(statedHash);
  const bodyHash = unsignedBody ? statedHash : sha256(request.body);
  if (statedHash !== undefined && statedHash !== bodyHash)
    return failed('signature-does-not-match', 'X-Amz-Content-Sha256 is not the hash of the body.');

  const scope = `${day}/${region}/${service}/aws4_request`;
  const stringToSign = [
    'AWS4-HMAC-SHA256',
    date,
    scope,
    sha256(canonicalRequest(request, names, signedHeaders, bodyHash, service)),
  ];
  const expected = createHmac('sha256', signingKey(session, day, region, service)).update(stringToSign.join('\n'));
  if (!same(expected.digest('hex'), signature))
    return failed(
      'signature-does-not-match',
      'The request signature we calculated does not match the signature you provided.',
    );
  if (session.expiresAt <= now) return failed('expired-token', 'The security token included in the request is expired');
  return { verified: true, session, service, region };
}

function canonicalRequest(
  { method, url, headers }: SignedRequest,
  names: string[],
  signedHeaders: string,
  bodyHash: string,
  service: string,
) {
  const [path = '/', query = ''] = url.split('?', 2);
  const canonicalHeaders = names
    .map((name) => `${name}:${(headers[name] ?? '').trim().replace(/ +/g, ' ')}\n`)
    .join('');
  // Every service but S3 encodes the path once more for the signature.
  return [
    method,
    service === 's3' ? path : path.split('/').map(encode).join('/'),
    canonicalQuery(query),
    canonicalHeaders,
    signedHeaders,
    bodyHash,
  ].join('\n');
}

function canonicalQuery(query: string): string {
  return query
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return `${encode(decode(name))}=${encode(decode(value.join('=')))}`;
    })
    .sort((a, b) => (a < b ? -1 : 1))
    .join('&');
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const keys = new WeakMap<Session, Map<string, Buffer>>();
/** The derived key of a session, day and service; deriving it takes four HMACs, so it is kept as long as the session. */
function signingKey(session: Session, day: string, region: string, service: string): Buffer {
  const ofSession = keys.get(session) ?? new Map<string, Buffer>();
  keys.set(session, ofSession);
  const scope = `${day}/${region}/${service}`;
  const known = ofSession.get(scope);
  if (known) return known;
  const key = [day, region, service, 'aws4_request'].reduce<Buffer>(
    (previous, part) => createHmac('sha256', previous).update(part).digest(),
    Buffer.from(`AWS4${session.secretAccessKey}`),
  );
  ofSession.set(scope, key);
  return key;
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function same(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

function failed(failure: SignatureFailure, reason: string): SignatureVerdict {
  return { verified: false, failure, reason };
}
