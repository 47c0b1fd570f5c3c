import { callSigned, credentialsOf, roleApi } from './application';
import { call, key, shared } from './given';
import { functionBehind, packagedRoutes, packagedRoutesForRoles } from './packaged-routes';

const routes = packagedRoutes();
const forAnybody = ['$default', 'GET /openapi.json', 'GET /unsubscribe/{token}', 'POST /unsubscribe/{token}'];

test('there are routes to try', () => {
  expect(routes).toEqual(expect.arrayContaining(['POST /emails', 'GET /emails/{id}', 'GET /suppressions', '$default']));
});

test.each(routes.filter((route) => !forAnybody.includes(route)))('%s answers nobody without a key', async (route) => {
  const [method = '', path = ''] = route.split(' ');
  const concrete = path.replace(/\{\w+\}/g, 'anything');
  const missing = await call(shared, method, concrete, { as: null });
  expect(missing).toMatchObject({ status: 401, body: { name: 'missing_api_key', statusCode: 401 } });
  expect(missing.headers.get('content-type')).toContain('application/problem+json');
  const unknown = await call(shared, method, concrete, { as: 're_unknown' });
  expect(unknown).toMatchObject({ status: 403, body: { name: 'invalid_api_key', statusCode: 403 } });
});

describe('the API for callers that hold a role', () => {
  test('has no route that the other API has not', () => {
    const forRoles = packagedRoutesForRoles();
    expect(forRoles).toEqual(expect.arrayContaining(['POST /emails', 'GET /metrics', 'POST /templates']));
    expect(forRoles.filter((route) => !routes.includes(route))).toEqual([]);
    expect(new Set(forRoles).size).toBe(forRoles.length);
  });

  test.each(packagedRoutesForRoles())('%s leads to the function that it leads to in the other API', (route) => {
    expect(functionBehind(route, { forRoles: true })).toBe(functionBehind(route, { forRoles: false }));
    expect(functionBehind(route, { forRoles: true })).not.toContain('nowhere');
  });

  test.each(packagedRoutesForRoles())('%s answers nobody without a signature', async (route) => {
    const [api, [method = '', path = '']] = [await roleApi(shared), route.split(' ')];
    const concrete = path.replace(/\{\w+\}/g, 'anything');
    for (const headers of [{}, { authorization: `Bearer ${key}` }])
      expect((await fetch(`${api}${concrete}`, { method, headers })).status).toBe(403);
    const credentials = await credentialsOf(shared, 'operator');
    const stranger = { ...credentials, secretAccessKey: 'guessed' };
    expect((await callSigned(api, stranger, method, concrete)).status).toBe(403);
  });
});

test('a path that is not there is a JSON 404', async () => {
  expect(await call(shared, 'GET', '/nowhere')).toMatchObject({
    status: 404,
    body: { name: 'not_found', statusCode: 404 },
  });
  expect(await call(shared, 'DELETE', '/emails')).toMatchObject({ status: 404, body: { name: 'not_found' } });
});

test('a body that is not JSON is refused in words', async () => {
  expect(await call(shared, 'POST', '/emails', { body: '{"from":' })).toMatchObject({
    status: expect.any(Number),
    body: { name: 'validation_error', message: expect.stringContaining('JSON') },
  });
});

test('a body of more than 5 MB is refused with 413', async () => {
  const html = 'x'.repeat(5 * 1024 * 1024 + 1);
  const { status } = await call(shared, 'POST', '/emails', {
    body: { from: 'hello@example.com', to: 'a@example.net', subject: 'Hello', html },
  });
  expect(status).toBe(413);
});

test('a field that Sesame does not know is named, and nothing is sent', async () => {
  const { status, body } = await call(shared, 'POST', '/emails', {
    body: { from: 'hello@example.com', to: 'a@example.net', subject: 'Hello', text: 'Hello', subjekt: 'Hello' },
  });
  expect({ status, name: body['name'] }).toEqual({ status: 422, name: 'validation_error' });
  expect(body['message']).toContain('subjekt');
});
