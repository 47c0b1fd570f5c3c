import { log } from '@sesame/lambda';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import example from '../../events/unsubscribe.json';
import { pageHandler } from './page-handler';

const event: APIGatewayProxyEventV2 = { ...example, requestContext: { ...example.requestContext } };
const now = new Date('2026-11-22T12:00:00.000Z');

test('a posted form arrives as bytes, in base64 or not, and a link followed brings none', async () => {
  const answer = jest.fn().mockResolvedValue({ page: 'unknown' });
  const handler = pageHandler(answer, () => now);
  const encoded = Buffer.from(example.body).toString('base64');
  await handler(event);
  await handler({ ...event, body: encoded, isBase64Encoded: true });
  const { http } = event.requestContext;
  await handler({ ...event, requestContext: { ...event.requestContext, http: { ...http, method: 'GET' } } });
  const path = example.pathParameters.token;
  const form = { body: Buffer.from('List-Unsubscribe=One-Click'), contentType: 'application/x-www-form-urlencoded' };
  expect(answer.mock.calls).toEqual([[{ path, form, now }], [{ path, form, now }], [{ path, now }]]);
});

test('a table that does not answer is 503 with Retry-After, and what was not foreseen is 500; no message is logged', async () => {
  const logged = [jest.spyOn(log, 'warn'), jest.spyOn(log, 'error')].map((spy) => spy.mockReturnValue(undefined));
  const throttled = Object.assign(new Error('ada@example.net'), { name: 'ThrottlingException' });
  const unavailable = await pageHandler(() => Promise.reject(throttled))(event);
  expect(unavailable).toMatchObject({ statusCode: 503, headers: { 'retry-after': '60' } });
  const failed = await pageHandler(() => Promise.reject(new Error('ada@example.net')))(event);
  expect(failed).toMatchObject({ statusCode: 500, headers: { 'content-type': 'text/html; charset=utf-8' } });
  expect(failed.headers).not.toHaveProperty('retry-after');
  expect(JSON.stringify(logged.map((spy) => spy.mock.calls))).not.toContain('ada');
});
