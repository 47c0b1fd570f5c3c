import { compareRanks, matchRoute, parseRouteKey } from './route';

const routeKeys = [
  '$default',
  'GET /emails',
  'POST /emails',
  'GET /emails/{id}',
  'ANY /emails/{id}',
  'GET /emails/statistics',
  'ANY /emails/statistics',
  'GET /emails/{id}/events',
  'ANY /docs/{proxy+}',
  'GET /docs/{page}/{section}',
  'GET /',
];

function routeOf(method: string, path: string, among = routeKeys) {
  const matches = among.flatMap((routeKey) => {
    const match = matchRoute(parseRouteKey(routeKey), method, path);
    return match ? [{ routeKey, ...match }] : [];
  });
  return matches.sort((a, b) => compareRanks(b.rank, a.rank))[0];
}

test.each([
  ['GET', '/emails', 'GET /emails', {}],
  ['POST', '/emails', 'POST /emails', {}],
  ['DELETE', '/emails', '$default', {}],
  ['GET', '/emails/', '$default', {}],
  ['GET', '/emails/1', 'GET /emails/{id}', { id: '1' }],
  ['DELETE', '/emails/1', 'ANY /emails/{id}', { id: '1' }],
  ['GET', '/emails/statistics', 'GET /emails/statistics', {}],
  ['PUT', '/emails/statistics', 'ANY /emails/statistics', {}],
  ['GET', '/emails/1/events', 'GET /emails/{id}/events', { id: '1' }],
  ['GET', '/docs/a', 'ANY /docs/{proxy+}', { proxy: 'a' }],
  ['GET', '/docs/a/b', 'GET /docs/{page}/{section}', { page: 'a', section: 'b' }],
  ['POST', '/docs/a/b/c', 'ANY /docs/{proxy+}', { proxy: 'a/b/c' }],
  ['GET', '/docs', '$default', {}],
  ['GET', '/docs/', '$default', {}],
  ['GET', '/', 'GET /', {}],
])('%s %s goes to %s', (method, path, routeKey, pathParameters) => {
  expect(routeOf(method, path)).toMatchObject({ routeKey, pathParameters });
  expect(routeOf(method, path, routeKeys.toReversed())).toMatchObject({ routeKey });
});

test('without $default, what matches nothing has no route', () => {
  expect(routeOf('GET', '/nowhere', ['GET /emails'])).toBeUndefined();
});

test.each(['/emails', 'FETCH /emails', 'get /emails', 'GET emails', 'GET /{proxy+}/more', 'GET /a{id}', ''])(
  'the route key "%s" is refused',
  (routeKey) => {
    expect(() => parseRouteKey(routeKey)).toThrow('The provided route key is not formatted properly');
  },
);
