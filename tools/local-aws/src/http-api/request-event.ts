import { randomBytes } from 'node:crypto';
import { account, region } from '../account';
import type { SignedCaller } from './signed-caller';

/** An HTTP request as it came in, complete. */
export interface ReceivedRequest {
  method: string;
  /** Path and query, undecoded, as they were signed. */
  url: string;
  /** Decoded. */
  path: string;
  rawQueryString: string;
  /** Name, value, name, value, … as they were sent. */
  rawHeaders: string[];
  body: Buffer;
  sourceIp: string;
  /** The port it came to. */
  port: number;
  httpVersion: string;
}

export interface RoutedRequest {
  apiId: string;
  routeKey: string;
  pathParameters: Record<string, string>;
  /** Who signed the request, on a route with AWS_IAM. */
  caller?: SignedCaller;
}

/** Headers that belong to the connection and end at the gateway. */
const connectionHeaders = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'te',
  'trailer',
  'upgrade',
  'expect',
]);

/**
 * The event of payload format 2.0; members without a value are absent. AWS documentation: "Working with AWS Lambda proxy
 * integrations for HTTP APIs". Which bodies count as text is unverified beyond `text/*`, JSON, XML and JavaScript.
 */
export function requestEvent(
  request: ReceivedRequest,
  { apiId, routeKey, pathParameters, caller }: RoutedRequest,
  now: number,
) {
  const { headers, cookies } = requestHeaders(request, now);
  const query = new URLSearchParams(request.rawQueryString);
  const queryStringParameters = Object.fromEntries(
    [...query.keys()].map((name) => [name, query.getAll(name).join(',')]),
  );
  const isText = isTextBody(headers['content-type'], headers['content-encoding']);
  const domainPrefix = apiId;

  return {
    version: '2.0',
    routeKey,
    rawPath: request.path,
    rawQueryString: request.rawQueryString,
    ...(cookies.length > 0 && { cookies }),
    headers,
    ...(Object.keys(queryStringParameters).length > 0 && { queryStringParameters }),
    requestContext: {
      accountId: account,
      apiId,
      ...(caller && { authorizer: { iam: caller } }),
      domainName: `${domainPrefix}.execute-api.${region}.amazonaws.com`,
      domainPrefix,
      http: {
        method: request.method,
        path: request.path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: `${randomBytes(11).toString('base64url')}=`,
      routeKey,
      stage: '$default',
      time: requestTime(now),
      timeEpoch: now,
    },
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    ...(request.body.length > 0 && { body: request.body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: request.body.length > 0 && !isText,
  };
}

function requestHeaders({ rawHeaders, sourceIp, port, body }: ReceivedRequest, now: number) {
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? '';
    const value = rawHeaders[index + 1] ?? '';
    if (name === 'cookie') cookies.push(...value.split(/; */).filter(Boolean));
    else if (!connectionHeaders.has(name))
      headers[name] = headers[name] === undefined ? value : `${headers[name]},${value}`;
  }
  headers['x-forwarded-for'] =
    headers['x-forwarded-for'] === undefined ? sourceIp : `${headers['x-forwarded-for']}, ${sourceIp}`;
  headers['x-forwarded-port'] = String(port);
  headers['x-forwarded-proto'] = 'http';
  headers['x-amzn-trace-id'] ??= `Root=1-${Math.floor(now / 1000).toString(16)}-${randomBytes(12).toString('hex')}`;
  if (body.length > 0) headers['content-length'] = String(body.length);
  return { headers, cookies };
}

function isTextBody(contentType = '', contentEncoding = 'identity'): boolean {
  if (contentEncoding.toLowerCase() !== 'identity') return false;
  const mediaType = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  return /^text\/|^application\/(?:[^/]+\+)?(?:json|xml)$|^application\/javascript$/.test(mediaType);
}

/** `22/Nov/2026:09:30:00 +0000` */
function requestTime(now: number): string {
  const [, day, month, year, time] = new Date(now).toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}
