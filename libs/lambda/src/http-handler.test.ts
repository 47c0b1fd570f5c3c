import fc from 'fast-check';
import { ApiError } from './api-error';
import { publicRoute, type KeyHolder } from './authentication';
import { context, httpEvent } from './http-event.fixture';
import { httpHandler, routes, unknownRoute, type ApiRequest } from './http-handler';
import { log } from './log';

const errorLog = jest.spyOn(log, 'error').mockImplementation();
const warnLog = jest.spyOn(log, 'warn').mockImplementation();
beforeEach(() => jest.clearAllMocks());

const holder: KeyHolder = { connection: 'own', keyId: 'key-1', permission: 'full_access' };
const now = new Date('2026-11-22T12:00:00Z');

function handlerThat(handle: (request: ApiRequest) => Promise<{ body: object; statusCode?: number }>) {
  return httpHandler({ authenticate: () => Promise.resolve(holder), handle, now: () => now });
}
const failing = (error: Error) => handlerThat(() => Promise.reject(error));
const answerOf = async (handler: ReturnType<typeof handlerThat>, event = httpEvent()) => {
  const { statusCode, headers, body } = await handler(event, context);
  return { statusCode, headers, body: JSON.parse(body ?? '') as Record<string, unknown> };
};

test('a request reaches the handler with its holder, JSON, parameters and the time', async () => {
  const seen: ApiRequest[] = [];
  const handler = handlerThat(async (request) => {
    seen.push(request);
    return { body: { id: '1' } };
  });

  const answer = await answerOf(
    handler,
    httpEvent({
      body: Buffer.from('{"a":1}').toString('base64'),
      isBase64Encoded: true,
      pathParameters: { id: '7' },
      queryStringParameters: { limit: '10' },
      headers: { 'idempotency-key': 'k' },
    }),
  );

  expect(seen).toEqual([
    {
      holder,
      body: { a: 1 },
      pathParameters: { id: '7' },
      query: { limit: '10' },
      headers: { 'idempotency-key': 'k' },
      routeKey: 'POST /things',
      now,
    },
  ]);
  expect(answer).toEqual({ statusCode: 200, headers: { 'content-type': 'application/json' }, body: { id: '1' } });
});

test("a refusal is a problem document that has Resend's name, message and status too", async () => {
  const refusal = new ApiError('recipient_suppressed', 'Nobody is left to send to.', {
    field: 'to',
    extensions: { suppressed: ['a@example.com'] },
  });

  expect(await answerOf(failing(refusal))).toEqual({
    statusCode: 422,
    headers: { 'content-type': 'application/problem+json' },
    body: {
      type: 'urn:sesame:problem:recipient_suppressed',
      title: 'Every recipient is on the suppression list',
      status: 422,
      detail: 'Nobody is left to send to.',
      instance: 'request-1',
      field: 'to',
      suppressed: ['a@example.com'],
      name: 'recipient_suppressed',
      message: 'Nobody is left to send to.',
      statusCode: 422,
    },
  });
  expect(errorLog).not.toHaveBeenCalled();
});

test('who may not ask is refused before the body is looked at', async () => {
  const handler = httpHandler<KeyHolder>({
    authenticate: () => Promise.reject(new ApiError('missing_api_key', 'Send a key.')),
    handle: () => Promise.resolve({ body: {} }),
  });

  expect((await answerOf(handler, httpEvent({ body: '{' }))).statusCode).toBe(401);
});

test('a public route needs no key', async () => {
  const handler = httpHandler({ authenticate: publicRoute, handle: () => Promise.resolve({ body: { ok: true } }) });

  expect((await handler(httpEvent(), context)).body).toBe('{"ok":true}');
});

test('a body that is not JSON is refused, but a GET or DELETE may send anything', async () => {
  const handler = handlerThat(async ({ body }) => ({ body: { got: body ?? null } }));

  expect((await answerOf(handler, httpEvent({ body: '{"a":' }))).body).toMatchObject({ name: 'validation_error' });
  expect((await answerOf(handler, httpEvent({ method: 'DELETE', body: 'x' }))).body).toEqual({ got: null });
  expect((await answerOf(handler, httpEvent({ method: 'GET', body: '{"a":1}' }))).body).toEqual({ got: { a: 1 } });
  expect((await answerOf(handler, httpEvent({ body: '' }))).body).toEqual({ got: null });
});

test('a body above 5 MB is refused, and one of exactly 5 MB is not', async () => {
  const handler = handlerThat(() => Promise.resolve({ body: {} }));
  const jsonOf = (bytes: number) => `"${'x'.repeat(bytes - 2)}"`;

  expect((await answerOf(handler, httpEvent({ body: jsonOf(5 * 1024 * 1024) }))).statusCode).toBe(200);
  expect((await answerOf(handler, httpEvent({ body: jsonOf(5 * 1024 * 1024 + 1) }))).body).toMatchObject({
    name: 'request_too_large',
    statusCode: 413,
  });
});

test.each([
  ['throttling', Object.assign(new Error('x'), { name: 'ThrottlingException', $metadata: { httpStatusCode: 400 } })],
  [
    'an answer of 500',
    Object.assign(new Error('x'), { name: 'InternalServerError', $metadata: { httpStatusCode: 500 } }),
  ],
  ['a time-out', Object.assign(new Error('x'), { name: 'TimeoutError' })],
  ['a connection that was reset', Object.assign(new Error('x'), { code: 'ECONNRESET' })],
  ['credentials that ran out', Object.assign(new Error('x'), { name: 'ExpiredTokenException' })],
])('%s of AWS is 503 with Retry-After', async (_, error) => {
  const { statusCode, headers, body } = await answerOf(failing(error));

  expect({ statusCode, name: body['name'] }).toEqual({ statusCode: 503, name: 'application_error' });
  expect(Number(headers?.['retry-after'])).toBeGreaterThan(0);
  expect(warnLog).toHaveBeenCalledTimes(1);
});

test('an error nobody foresaw is 500, and neither the answer nor the log says what it said', async () => {
  const { statusCode, body } = await answerOf(failing(new TypeError('ada@example.com\nwrote a secret')));

  expect({ statusCode, name: body['name'] }).toEqual({ statusCode: 500, name: 'internal_server_error' });
  const said = JSON.stringify([body, errorLog.mock.calls]);
  expect(said).toContain('TypeError');
  expect(said).not.toMatch(/ada|secret/);
});

test('any body at all gets an answer, never a throw', async () => {
  const handler = handlerThat(async ({ body }) => ({ body: { got: body ?? null } }));
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.json(), fc.string()), fc.boolean(), async (body, isBase64Encoded) => {
      const { statusCode } = await answerOf(handler, httpEvent({ body, isBase64Encoded }));
      expect([200, 422]).toContain(statusCode);
    }),
  );
});

test('a function with several routes gives each to its own handler', async () => {
  const handler = routes({
    'GET /things': handlerThat(() => Promise.resolve({ body: { route: 'things' } })),
    $default: handlerThat(() => Promise.resolve({ body: { route: 'default' } })),
  });

  expect((await answerOf(handler, httpEvent({ routeKey: 'GET /things' }))).body).toEqual({ route: 'things' });
  expect((await answerOf(handler, httpEvent({ routeKey: '$default' }))).body).toEqual({ route: 'default' });
});

test.each([
  ['GET', '/emails/a/b', 'There is no route for GET /emails/… here.'],
  ['PUT', '/emails', 'There is no route for PUT /emails here.'],
  ['GET', '/ada@example.com', 'There is no route for GET this path here.'],
  ['GET', '/suppressions/ada@example.com/x', 'There is no route for GET /suppressions/… here.'],
])('%s %s, which no route knows, is 404 without what could be an address', async (method, rawPath, message) => {
  const answer = await answerOf(unknownRoute, httpEvent({ method, rawPath, body: '{' }));

  expect(answer).toMatchObject({ statusCode: 404, body: { name: 'not_found', statusCode: 404, message } });
});
