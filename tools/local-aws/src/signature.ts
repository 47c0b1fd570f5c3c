import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { isPresigned, partsInHeader, partsInQuery, type SignatureParts } from './signature-parts';
import type { Credentials } from './caller';

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
  | 'signature-does-not-match'
  | 'malformed-presigned-url'
  | 'url-expired';

interface Failure {
  verified: false;
  failure: SignatureFailure;
  reason: string;
}

export type SignatureVerdict = { verified: true; credentials: Credentials; service: string; region: string } | Failure;

interface Times {
  /** The embedded clock decides whether a session has expired. */
  now: number;
  /**
   * A signature is fresh by any of these clocks: callers inside sign by the embedded clock, callers outside by the wall
   * clock, and both go on working when the embedded clock is advanced.
   */
  signingClocks: number[];
}

/** AWS documentation, "Elements of an AWS API request signature": a signed request is good for five minutes. */
const freshMs = 5 * 60_000;

/** What S3 takes in place of the body's hash: no hash at all, or chunks that end with a checksum. */
const unsignedBodies = ['UNSIGNED-PAYLOAD', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'];

/**
 * Verifies a Signature Version 4 as every AWS service does before it reads the request: in the Authorization header, or,
 * for S3, in the query of a presigned URL.
 */
export function verifySignature(
  request: SignedRequest,
  credentialsOf: (accessKeyId: string) => Credentials | undefined,
  times: Times,
): SignatureVerdict {
  const parts = readParts(request);
  if ('failure' in parts) return parts;
  const { day, region, service, date } = parts;
  const signedAt = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (Number.isNaN(signedAt) || !date.startsWith(day))
    return failed('incomplete-signature', 'X-Amz-Date is missing or is not the day of the credential scope.');
  const stale = staleness(signedAt, parts, times);
  if (stale) return stale;

  const credentials = credentialsOf(parts.accessKeyId);
  if (!credentials || !same(credentials.sessionToken ?? '', parts.securityToken))
    return failed('unrecognized-client', 'The security token included in the request is invalid.');

  const { signedHeaders } = parts;
  const unsigned = Object.keys(request.headers).find(
    (name) => name.startsWith('x-amz-') && !signedHeaders.includes(name),
  );
  if (!signedHeaders.includes('host') || unsigned)
    return failed('signature-does-not-match', `The header ${unsigned ?? 'host'} must be signed.`);

  const { statedHash } = parts;
  const unsignedBody = service === 's3' && statedHash !== undefined && unsignedBodies.includes(statedHash);
  const bodyHash = unsignedBody ? statedHash : sha256(request.body);
  if (statedHash !== undefined && statedHash !== bodyHash)
    return failed('signature-does-not-match', 'X-Amz-Content-Sha256 is not the hash of the body.');

  const scope = `${day}/${region}/${service}/aws4_request`;
  const stringToSign = ['AWS4-HMAC-SHA256', date, scope, sha256(canonicalRequest(request, parts, bodyHash))];
  const expected = createHmac('sha256', signingKey(credentials, day, region, service)).update(stringToSign.join('\n'));
  if (!same(expected.digest('hex'), parts.signature))
    return failed(
      'signature-does-not-match',
      'The request signature we calculated does not match the signature you provided.',
    );
  if (credentials.expiresAt <= times.now)
    return failed('expired-token', 'The security token included in the request is expired');
  return { verified: true, credentials, service, region };
}

function readParts(request: SignedRequest): SignatureParts | Failure {
  if (isPresigned(request)) {
    const parts = partsInQuery(request);
    if ('wrong' in parts) return failed('malformed-presigned-url', parts.wrong);
    if (parts.service === 's3') return parts;
    return failed('incomplete-signature', "Sesame's embedded AWS: of presigned URLs, those of S3 are emulated.");
  }
  if (!request.headers['authorization'])
    return failed('missing-authentication-token', 'The request has no Authorization header.');
  return (
    partsInHeader(request) ?? failed('incomplete-signature', 'The Authorization header is no Signature Version 4.')
  );
}

/**
 * A presigned URL is good by the embedded clock alone: advancing it past the expiry must end it, whoever made it. So one
 * that is made by the machine's clock, from outside, has every advance behind it already.
 */
function staleness(signedAt: number, { date, expiresInSeconds }: SignatureParts, times: Times): Failure | undefined {
  if (expiresInSeconds === undefined) {
    if (times.signingClocks.some((clock) => Math.abs(clock - signedAt) <= freshMs)) return undefined;
    return failed('request-expired', `Signature expired: it was made at ${date}.`);
  }
  if (signedAt > times.now + freshMs) return failed('url-expired', 'Request is not valid yet');
  return signedAt + expiresInSeconds * 1000 > times.now ? undefined : failed('url-expired', 'Request has expired');
}

function canonicalRequest(
  { method, url, headers }: SignedRequest,
  { signedHeaders, query, service }: SignatureParts,
  bodyHash: string,
) {
  const [path = '/'] = url.split('?', 1);
  const canonicalHeaders = signedHeaders
    .map((name) => `${name}:${(headers[name] ?? '').trim().replace(/ +/g, ' ')}\n`)
    .join('');
  // Every service but S3 encodes the path once more for the signature.
  return [
    method,
    service === 's3' ? path : path.split('/').map(encode).join('/'),
    canonicalQuery(query),
    canonicalHeaders,
    signedHeaders.join(';'),
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

const keys = new WeakMap<Credentials, Map<string, Buffer>>();
/** The derived key of credentials, day and service; deriving it takes four HMACs, so it is kept as long as they are. */
function signingKey(credentials: Credentials, day: string, region: string, service: string): Buffer {
  const derived = keys.get(credentials) ?? new Map<string, Buffer>();
  keys.set(credentials, derived);
  const scope = `${day}/${region}/${service}`;
  const known = derived.get(scope);
  if (known) return known;
  const key = [day, region, service, 'aws4_request'].reduce<Buffer>(
    (previous, part) => createHmac('sha256', previous).update(part).digest(),
    Buffer.from(`AWS4${credentials.secretAccessKey}`),
  );
  derived.set(scope, key);
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

function failed(failure: SignatureFailure, reason: string): Failure {
  return { verified: false, failure, reason };
}
