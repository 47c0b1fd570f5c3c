import http from 'node:http';
import { createAuthorize } from '../authorization';
import { AwsError } from '../aws-error';
import { openClock } from '../clock';
import { createDecisionLog } from '../decision-log';
import { createRoles } from '../iam/roles';
import { createUsers } from '../iam/users';
import type { InvocationResult, Lambda } from '../lambda/lambda';
import { openStore } from '../store';
import { createSessions } from '../sts/sessions';
import { createHttpApis, type HttpApis } from './http-api';

type Invoke = Lambda['invoke'];
const now = Date.UTC(2026, 10, 2, 9, 30, 5);
const answered = (answer: unknown): InvocationResult => ({ outcome: 'answered', payload: JSON.stringify(answer) });

let apis: HttpApis;
let url: string;
let apiId: string;
let invoke: jest.MockedFunction<Invoke>;
beforeEach(async () => {
  invoke = jest.fn<ReturnType<Invoke>, Parameters<Invoke>>(async () => answered({ statusCode: 200, body: '{}' }));
  const clock = openClock(openStore(undefined), () => now);
  const sessions = createSessions(clock);
  const roles = createRoles();
  const authorize = createAuthorize({ clock, roles, log: createDecisionLog() });
  apis = createHttpApis({
    clock,
    lambda: { invoke },
    sessions,
    roles,
    users: createUsers(),
    authorize,
    integrationTimeoutMs: 100,
  });
  apiId = apis.applyApi('sesame-test-api').apiId;
  for (const routeKey of ['POST /emails', 'GET /emails/{id}', 'ANY /files/{proxy+}']) {
    apis.applyRoute({ apiId, routeKey, functionName: 'accept', authorizationType: 'NONE' });
  }
  url = await apis.listen('sesame-test-api', 0);
});
afterEach(() => apis.stop());

const event = () => invoke.mock.calls[0]?.[1];

test('the event has payload format 2.0', async () => {
  await fetch(`${url}/emails?limit=10&tag=a&tag=b%20c&empty`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Twice': 'one', 'User-Agent': 'test', Cookie: 'a=1; b=2' },
    body: '{"to":"é"}',
  });
  expect(event()).toEqual({
    version: '2.0',
    routeKey: 'POST /emails',
    rawPath: '/emails',
    rawQueryString: 'limit=10&tag=a&tag=b%20c&empty',
    cookies: ['a=1', 'b=2'],
    headers: expect.objectContaining({
      'content-type': 'application/json',
      'content-length': '11',
      'x-twice': 'one',
      'user-agent': 'test',
      host: new URL(url).host,
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-port': new URL(url).port,
      'x-forwarded-proto': 'http',
      'x-amzn-trace-id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/) as unknown,
    }) as unknown,
    queryStringParameters: { limit: '10', tag: 'a,b c', empty: '' },
    requestContext: {
      accountId: '000000000000',
      apiId,
      domainName: `${apiId}.execute-api.us-east-1.amazonaws.com`,
      domainPrefix: apiId,
      http: { method: 'POST', path: '/emails', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: expect.stringMatching(/^[\w-]{15}=$/) as unknown,
      routeKey: 'POST /emails',
      stage: '$default',
      time: '02/Nov/2026:09:30:05 +0000',
      timeEpoch: now,
    },
    body: '{"to":"é"}',
    isBase64Encoded: false,
  });
  expect(event()).not.toHaveProperty('headers.cookie');
  expect(event()).not.toHaveProperty('headers.connection');
});

test('members without a value are absent', async () => {
  await fetch(`${url}/emails/1`);
  for (const member of ['cookies', 'queryStringParameters', 'body']) expect(event()).not.toHaveProperty(member);
  expect(event()).toMatchObject({ isBase64Encoded: false, rawQueryString: '', pathParameters: { id: '1' } });
});

test('headers that are sent twice are joined by a comma', async () => {
  await new Promise((resolve) =>
    http.get(`${url}/emails/1`, { headers: { 'X-Two': ['a', 'b'] } }, (response) =>
      response.resume().on('end', resolve),
    ),
  );
  expect(event()).toMatchObject({ headers: { 'x-two': 'a,b' } });
});

test('paths are decoded before they are matched, as HTTP APIs do', async () => {
  await fetch(`${url}/emails/a%2Bb%40example.com`);
  expect(event()).toMatchObject({ rawPath: '/emails/a+b@example.com', pathParameters: { id: 'a+b@example.com' } });
  expect((await fetch(`${url}/emails/a%2Fb`)).status).toBe(404);
  expect((await fetch(`${url}/emails/%E0%A4%A`)).status).toBe(400);
});

test.each([
  ['application/json; charset=utf-8', false],
  ['application/problem+json', false],
  ['text/csv', false],
  ['application/xml', false],
  ['application/javascript', false],
  ['application/x-www-form-urlencoded', true],
  ['application/octet-stream', true],
])('a body of %s is in base64: %s', async (contentType, isBase64Encoded) => {
  await fetch(`${url}/emails`, { method: 'POST', headers: { 'content-type': contentType }, body: 'a=b' });
  expect(event()).toMatchObject({ isBase64Encoded, body: isBase64Encoded ? 'YT1i' : 'a=b' });
});

test('the answer goes back with its status, headers, cookies and body, on a connection that stays', async () => {
  invoke.mockResolvedValue(
    answered({
      statusCode: 202,
      headers: { 'content-type': 'application/json' },
      cookies: ['a=1', 'b=2'],
      body: '{"id":"1"}',
    }),
  );
  const response = await fetch(`${url}/emails`, { method: 'POST' });
  expect(response.status).toBe(202);
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect(response.headers.get('apigw-requestid')).toMatch(/=$/);
  expect(response.headers.get('connection')).toBe('keep-alive');
  expect(await response.json()).toEqual({ id: '1' });
});

test('the function is invoked by API Gateway, in the name of the stage, the method and the route', async () => {
  await fetch(`${url}/emails/1`);
  await fetch(`${url}/files/a/b`, { method: 'PUT' });
  apis.applyRoute({ apiId, routeKey: '$default', functionName: 'fallback', authorizationType: 'NONE' });
  await fetch(`${url}/nowhere`);
  const source = `arn:aws:execute-api:us-east-1:000000000000:${apiId}/$default`;
  const by = { type: 'service', service: 'apigateway.amazonaws.com' };
  expect(invoke.mock.calls.map(([functionName, , caller]) => [functionName, caller])).toEqual([
    ['accept', { by, sourceArn: `${source}/GET/emails/{id}` }],
    ['accept', { by, sourceArn: `${source}/PUT/files/{proxy+}` }],
    ['fallback', { by, sourceArn: `${source}/$default` }],
  ]);
});

describe("API Gateway's own answers", () => {
  const expectAnswer = async (response: Response, status: number, message: string) => {
    expect([response.status, await response.json()]).toEqual([status, { message }]);
  };
  const post = (init: RequestInit = {}) => fetch(`${url}/emails`, { method: 'POST', ...init });

  test('404 where there is no route, also for a method that it does not have', async () => {
    await expectAnswer(await fetch(`${url}/nowhere`), 404, 'Not Found');
    await expectAnswer(await fetch(`${url}/emails`), 404, 'Not Found');
    expect(invoke).not.toHaveBeenCalled();
  });

  test.each<[string, () => Promise<InvocationResult>]>([
    ['fails', async () => ({ outcome: 'failed', payload: '{"errorType":"Error"}' })],
    ['may not be invoked', () => Promise.reject(new AwsError('AccessDeniedException', 'no', 403))],
    ['answers nonsense', async () => answered({ statusCode: 'x' })],
    ['answers a header that HTTP does not allow', async () => answered({ statusCode: 200, headers: { 'a b': 'c' } })],
  ])('500 where the function %s', async (_, invoked) => {
    invoke.mockImplementation(invoked);
    await expectAnswer(await post(), 500, 'Internal Server Error');
  });

  test('503 where the function takes longer than the integration may', async () => {
    invoke.mockImplementation(() => new Promise(() => {}));
    await expectAnswer(await post(), 503, 'Service Unavailable');
  });

  test('413 for a body over 10 MB, and for one that Lambda does not take', async () => {
    await expectAnswer(await post({ body: Buffer.alloc(10 * 1024 * 1024 + 1) }), 413, 'Request Entity Too Large');
    expect(invoke).not.toHaveBeenCalled();
    expect((await post({ body: Buffer.alloc(10 * 1024 * 1024) })).status).toBe(200);
    invoke.mockRejectedValue(new AwsError('RequestTooLargeException', 'too large', 413));
    await expectAnswer(await post(), 413, 'Request Entity Too Large');
  });

  test('431 for headers over 10,240 bytes', async () => {
    await expectAnswer(await post({ headers: { 'x-a': 'a'.repeat(10_240) } }), 431, 'Request Header Fields Too Large');
    expect((await post({ headers: { 'x-a': 'a'.repeat(9_900) } })).status).toBe(200);
  });
});

describe('APIs and routes', () => {
  test('an API has the same id at every start, of ten lower-case letters and digits', () => {
    expect(apiId).toMatch(/^[a-z0-9]{10}$/);
    expect(apis.applyApi('sesame-test-api')).toEqual({ apiId });
    expect(apis.apiIdOf('sesame-test-api')).toBe(apiId);
    expect(apis.apiIdOf('other')).toBeUndefined();
    expect(apis.applyApi('other').apiId).not.toBe(apiId);
    expect(apis.routesOf(apiId)).toHaveLength(3);
  });

  test('a route that is removed is not found any more', async () => {
    apis.removeRoute(apiId, 'POST /emails');
    expect((await fetch(`${url}/emails`, { method: 'POST' })).status).toBe(404);
    expect(apis.routesOf(apiId).map(({ routeKey }) => routeKey)).toEqual(['GET /emails/{id}', 'ANY /files/{proxy+}']);
  });

  test('a route of an unknown API is refused', () => {
    const route = { apiId: 'unknown', routeKey: 'GET /', functionName: 'f', authorizationType: 'NONE' } as const;
    expect(() => apis.applyRoute(route)).toThrow('Invalid API identifier specified unknown');
  });

  test('stopping lets a request that runs be answered', async () => {
    invoke.mockImplementation(
      () => new Promise((resolve) => setTimeout(() => resolve(answered({ statusCode: 201 })), 50)),
    );
    const running = fetch(`${url}/emails`, { method: 'POST' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    await apis.stop();
    expect((await running).status).toBe(201);
    await expect(fetch(url)).rejects.toThrow();
  });
});
