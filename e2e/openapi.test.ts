import * as z from 'zod';
import { call, send, shared, simulated } from './given';
import { openapiShape, type Operation } from './openapi-shape';
import { packagedRoutes } from './packaged-routes';

type Document = z.infer<typeof openapiShape>;

let document: Document;
let operations: [route: string, operation: Operation][];
beforeAll(async () => {
  const { status, headers, body } = await call(shared, 'GET', '/openapi.json', { as: null });
  expect({ status, type: headers.get('content-type') }).toEqual({ status: 200, type: 'application/json' });
  document = openapiShape.parse(body);
  operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );
});

test('every route that is deployed is described, and nothing else is', () => {
  const deployed = packagedRoutes().filter((route) => route !== '$default');
  expect(operations.map(([route]) => route).sort()).toEqual(deployed.sort());
});

test('operation ids are unique, tags and security schemes are declared, references lead somewhere', () => {
  const ids = operations.map(([, { operationId }]) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  const tags = document.tags.map(({ name }) => name);
  expect(operations.flatMap(([, operation]) => operation.tags).filter((tag) => !tags.includes(tag))).toEqual([]);
  const schemes = document.security.flatMap((requirement) => Object.keys(requirement));
  expect(schemes).toEqual(Object.keys(document.components.securitySchemes));
  const references = [...JSON.stringify(document.paths).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to = '']) => to);
  const known = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
  expect([...new Set(references)]).toEqual(known);
});

test('the parameters of a path are those in its braces', () => {
  for (const [route, { parameters = [] }] of operations) {
    const inBraces = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)).toEqual(inBraces);
  }
});

test('every example satisfies its schema', () => {
  const examples = operations.flatMap(([route, { requestBody, responses }]) =>
    [requestBody, ...Object.values(responses)].flatMap((part) =>
      Object.values(part?.content ?? {})
        .filter((media) => media.example !== undefined)
        .map((media) => ({ route, media })),
    ),
  );
  expect(examples.length).toBeGreaterThanOrEqual(operations.length);
  for (const { route, media } of examples) {
    const { success } = z.fromJSONSchema(media.schema).safeParse(media.example);
    expect({ route, success }).toEqual({ route, success: true });
  }
});

test('what is described as open to anybody is, and everything else names its refusals of keys', () => {
  const open = operations.filter(([, { security }]) => security?.length === 0).map(([route]) => route);
  expect(open).toEqual(['GET /unsubscribe/{token}', 'POST /unsubscribe/{token}', 'GET /openapi.json']);
  for (const [route, { responses }] of operations.filter(([route]) => !open.includes(route))) {
    expect({ route, statuses: Object.keys(responses) }).toEqual({
      route,
      statuses: expect.arrayContaining(['200', '401', '403', '500', '503']),
    });
  }
});

test('the service answers what the description says', async () => {
  const said = (route: string, status = 200) => {
    const operation = operations.find(([known]) => known === route)?.[1];
    const media = Object.values(operation?.responses[status]?.content ?? {})[0];
    if (!media) throw new Error(`${route} does not describe ${status}`);
    // zod finds what a schema refers to in the schema itself.
    const schema = { ...media.schema, $defs: document.components.schemas };
    const alone: unknown = JSON.parse(JSON.stringify(schema).replaceAll('#/components/schemas/', '#/$defs/'));
    return z.fromJSONSchema(z.record(z.string(), z.unknown()).parse(alone));
  };
  const address = `openapi+${Date.now()}@example.net`;
  const path = `/suppressions/${encodeURIComponent(address)}`;
  const sent = await send(shared, simulated('success'));
  const key = await call(shared, 'POST', '/api-keys', { body: { name: 'Described', permission: 'sending_access' } });
  const keyPath = `/api-keys/${String(key.body['id'])}`;
  const domain = await call(shared, 'POST', '/domains', { body: { name: `described-${Date.now()}.test` } });
  const domainPath = `/domains/${String(domain.body['id'])}`;
  const answers: [string, unknown, number?][] = [
    ['POST /emails', sent.body],
    ['GET /emails/{id}', (await call(shared, 'GET', `/emails/${String(sent.body['id'])}`)).body],
    ['POST /suppressions', (await call(shared, 'POST', '/suppressions', { body: { email: address } })).body],
    ['GET /suppressions/{suppression}', (await call(shared, 'GET', path)).body],
    ['GET /suppressions', (await call(shared, 'GET', '/suppressions')).body],
    ['POST /emails', (await send(shared, address)).body, 422],
    ['POST /emails', (await send(shared, 'nobody')).body, 422],
    ['DELETE /suppressions/{suppression}', (await call(shared, 'DELETE', path)).body],
    ['DELETE /suppressions/{suppression}', (await call(shared, 'DELETE', path)).body, 404],
    ['GET /suppressions', (await call(shared, 'GET', '/suppressions', { as: null })).body, 401],
    ['POST /api-keys', key.body],
    ['GET /api-keys', (await call(shared, 'GET', '/api-keys')).body],
    ['PATCH /api-keys/{id}', (await call(shared, 'PATCH', keyPath, { body: { name: 'Renamed' } })).body],
    ['DELETE /api-keys/{id}', (await call(shared, 'DELETE', keyPath)).body],
    ['DELETE /api-keys/{id}', (await call(shared, 'DELETE', keyPath)).body, 404],
    ['POST /domains', domain.body],
    ['POST /domains', (await call(shared, 'POST', '/domains', { body: { name: 'nobody' } })).body, 422],
    ['GET /domains', (await call(shared, 'GET', '/domains')).body],
    ['GET /domains/{id}', (await call(shared, 'GET', domainPath)).body],
    ['POST /domains/{id}/verify', (await call(shared, 'POST', `${domainPath}/verify`)).body],
    ['PATCH /domains/{id}', (await call(shared, 'PATCH', domainPath, { body: { custom_return_path: 'b' } })).body],
    ['DELETE /domains/{id}', (await call(shared, 'DELETE', domainPath)).body],
  ];
  for (const [route, body, status] of answers) {
    const { error } = said(route, status).safeParse(body);
    expect({ route, status, issues: error?.issues }).toEqual({ route, status, issues: undefined });
  }
});
