import type { SignedRequest } from './signature';

/** A Signature Version 4 and what it says about itself, as it stands in a request. */
export interface SignatureParts {
  accessKeyId: string;
  /** The day, region and service that the key was derived for. */
  day: string;
  region: string;
  service: string;
  /** Names in lower case. */
  signedHeaders: string[];
  signature: string;
  /** When it was made, as the request writes it. */
  date: string;
  securityToken: string;
  /** What the request says the SHA-256 of its body is; undefined if it does not say. */
  statedHash: string | undefined;
  /** The query that was signed. */
  query: string;
  /** For how many seconds a presigned URL is good; undefined where the signature stands in a header. */
  expiresInSeconds?: number;
}

const header =
  /^AWS4-HMAC-SHA256 Credential=([^/, ]+)\/(\d{8})\/([^/, ]+)\/([^/, ]+)\/aws4_request, *SignedHeaders=([^, ]+), *Signature=([0-9a-f]{64})$/;
const scope = /^([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request$/;
/** AWS documentation: "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)". */
const longestExpirySeconds = 604_800;

/** Whether a request is signed in its query, as a presigned URL is. */
export function isPresigned({ url, headers }: Pick<SignedRequest, 'url' | 'headers'>): boolean {
  return headers['authorization'] === undefined && queryOf(url).has('X-Amz-Signature');
}

/** The service that a request says it is signed for. */
export function signedForService(request: Pick<SignedRequest, 'url' | 'headers'>): string | undefined {
  const credential = isPresigned(request)
    ? queryOf(request.url).get('X-Amz-Credential')
    : request.headers['authorization'];
  return /\/([a-z0-9-]+)\/aws4_request/.exec(credential ?? '')?.[1];
}

/** Reads the Authorization header; undefined if it is no Signature Version 4. */
export function partsInHeader({ url, headers }: SignedRequest): SignatureParts | undefined {
  const match = header.exec(headers['authorization'] ?? '');
  if (!match) return undefined;
  const [, accessKeyId = '', day = '', region = '', service = '', signedHeaders = '', signature = ''] = match;
  return {
    ...{ accessKeyId, day, region, service, signature },
    signedHeaders: signedHeaders.split(';'),
    date: headers['x-amz-date'] ?? '',
    securityToken: headers['x-amz-security-token'] ?? '',
    statedHash: headers['x-amz-content-sha256'],
    query: url.split('?', 2)[1] ?? '',
  };
}

/** Reads the query of a presigned URL, or says what is wrong with it. */
export function partsInQuery({ url }: SignedRequest): SignatureParts | { wrong: string } {
  const query = queryOf(url);
  const said = (name: string) => query.get(name) ?? '';
  if (said('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256')
    return { wrong: 'X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"' };
  const match = scope.exec(said('X-Amz-Credential'));
  if (!match) return { wrong: 'Error parsing the X-Amz-Credential parameter; the Credential is mal-formed' };
  const [, accessKeyId = '', day = '', region = '', service = ''] = match;
  const expires = said('X-Amz-Expires');
  if (!/^\d+$/.test(expires)) return { wrong: 'X-Amz-Expires should be a number' };
  if (Number(expires) > longestExpirySeconds)
    return { wrong: `X-Amz-Expires must be less than a week (in seconds) that is ${longestExpirySeconds}` };
  return {
    ...{ accessKeyId, day, region, service },
    signedHeaders: said('X-Amz-SignedHeaders').split(';'),
    signature: said('X-Amz-Signature'),
    date: said('X-Amz-Date'),
    securityToken: said('X-Amz-Security-Token'),
    statedHash: query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD',
    query: (url.split('?', 2)[1] ?? '')
      .split('&')
      .filter((pair) => !pair.startsWith('X-Amz-Signature='))
      .join('&'),
    expiresInSeconds: Number(expires),
  };
}

function queryOf(url: string): URLSearchParams {
  return new URLSearchParams(url.split('?', 2)[1] ?? '');
}
