import type { PolicyDocument } from '@sesame/iam';
import { createAuthorize } from '../authorization';
import type { WireAnswer } from '../protocols/protocol';
import { openClock } from '../clock';
import { createDecisionLog } from '../decision-log';
import { createFaults } from '../faults/faults';
import { createRecording } from '../iam/recording';
import { createRoles } from '../iam/roles';
import { createSamlProviders } from '../iam/saml-providers';
import { createUsers } from '../iam/users';
import { openStore } from '../store';
import { createOidcIssuers } from '../sts/oidc-issuers';
import { createSamlIssuers } from '../sts/saml-issuers';
import { createSessions } from '../sts/sessions';
import type { AcceptedMail } from '../ses/ses';
import type { DoorParts } from './door';
import { createDoors } from './index';
import { createWebsites } from '../websites';

const store = openStore(undefined);
afterAll(() => store.close());
const clock = openClock(store);
const roles = createRoles();
const sessions = createSessions(clock);
const bounces = roles.apply({
  name: 'sesame-local-bounces',
  path: '/sesame/',
  trust: { Version: '2012-10-17', Statement: [] },
  policies: [],
});
const recording = createRecording();
const mail: AcceptedMail = { id: 'm', from: 'a@example.com', to: ['b@example.net'], subject: 's', sentAt: 't' };
const ses = {
  mail: (to?: string) => (to === undefined || to === 'b@example.net' ? [mail] : []),
  mailSource: (id: string) => (id === 'm' ? Promise.resolve('Subject: s') : undefined),
} as Partial<DoorParts['ses']> as DoorParts['ses'];
const cloudFormation = { states: { all: () => [] } } as unknown as DoorParts['cloudFormation'];
const open = createDoors({
  cloudFormation,
  httpApis: { all: () => [{ apiId: 'a1', name: 'sesame-local-api', url: 'http://127.0.0.1:3000' }] },
  rolePrefix: 'sesame-local-',
  roles,
  users: createUsers(),
  oidcIssuers: createOidcIssuers(),
  samlProviders: createSamlProviders(),
  samlIssuers: createSamlIssuers(),
  sessions,
  clock,
  log: createDecisionLog(),
  recording,
  faults: createFaults(),
  ses,
  websites: createWebsites(),
  services: [],
  resourceTypes: { emulated: [], inert: {} },
});

async function ask(method: string, url: string, { body = '', headers = {} }: { body?: string; headers?: object } = {}) {
  const answer = await open({ method, url, headers: { host: '127.0.0.1:4566', ...headers }, body: Buffer.from(body) });
  return answer && { ...answer, value: valueOf(answer) };
}
function valueOf({ headers, body }: WireAnswer): unknown {
  return headers['content-type'] === 'application/json' ? JSON.parse(String(body)) : body;
}

test('mail is listed, by recipient when asked, and read as it went out', async () => {
  expect(await ask('GET', '/_sesame/mail')).toMatchObject({ statusCode: 200, value: [mail] });
  expect(await ask('GET', '/_sesame/mail?to=someone@else.test')).toMatchObject({ value: [] });
  expect(await ask('GET', '/_sesame/mail/m')).toMatchObject({
    headers: { 'content-type': 'message/rfc822' },
    body: 'Subject: s',
  });
  expect(await ask('GET', '/_sesame/mail/none')).toMatchObject({ statusCode: 404 });
});

test('the credentials of a function are those of its role, and an unknown function is told which there are', async () => {
  const given = await ask('POST', '/_sesame/credentials', { body: '{"function":"bounces"}' });
  const { accessKeyId, expiration } = given?.value as Record<string, string>;
  expect(sessions.byAccessKeyId(accessKeyId ?? '')?.principal.roleArn).toBe(bounces.arn);
  expect(Date.parse(expiration ?? '')).toBeGreaterThan(clock.now());
  expect(await ask('POST', '/_sesame/credentials', { body: '{"function":"nobody"}' })).toMatchObject({
    statusCode: 404,
    value: { message: expect.stringContaining('bounces') },
  });
  expect(await ask('POST', '/_sesame/credentials', { body: '{}' })).toMatchObject({ statusCode: 422 });
});

test('the HTTP APIs are listed with where they answer', async () => {
  expect(await ask('GET', '/_sesame/apis')).toMatchObject({
    value: [{ name: 'sesame-local-api', url: 'http://127.0.0.1:3000' }],
  });
});

test('the clock goes forward, and says so; it does not go back', async () => {
  const before = clock.advancedMs();
  expect(await ask('POST', '/_sesame/clock', { body: '{"advanceMs":60000}' })).toMatchObject({
    value: { advancedMs: before + 60_000 },
  });
  for (const body of ['{"advanceMs":-1}', '{"advanceMs":"1"}', '{', ''])
    expect(await ask('POST', '/_sesame/clock', { body })).toMatchObject({ statusCode: 422 });
});

test('the recording has the roles, every different question with what was going on, and the policies by hash', async () => {
  const document: PolicyDocument = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' }],
  };
  const writer = roles.apply({
    name: 'sesame-local-writer',
    trust: { Version: '2012-10-17', Statement: [] },
    policies: [{ name: 'writer', document }],
  });
  const authorize = createAuthorize({ clock, roles, log: createDecisionLog(), recording });
  const put = (context: Record<string, string>, action = 'sqs:SendMessage') =>
    authorize(sessions.issue(writer, 'writer', 900).principal, { action, resource: 'arn:aws:sqs:r:a:q', context });
  put({ 'ses:FromAddress': 'a@example.com' });
  expect(await ask('POST', '/_sesame/recording', { body: '{"during":"bounce"}' })).toMatchObject({ statusCode: 200 });
  put({ 'ses:FromAddress': 'a@example.com' });
  put({ 'ses:FromAddress': 'b@example.com' });
  put({}, 'sqs:DeleteMessage');

  const {
    policies,
    questions,
    roles: deployed,
  } = (await ask('GET', '/_sesame/recording'))?.value as {
    policies: Record<string, unknown>;
    questions: { policies: { identity: { hash: string }[] } }[];
    roles: unknown[];
  };
  expect(deployed).toContainEqual(expect.objectContaining({ name: 'sesame-local-writer' }));
  expect(questions).toMatchObject([
    { times: 1, decision: 'allowed', request: { context: { 'ses:FromAddress': 'a@example.com' } } },
    { during: 'bounce', times: 2, decision: 'allowed', statements: [{ policy: 'writer', index: 0 }] },
    { during: 'bounce', times: 1, decision: 'implicitly-denied', request: { action: 'sqs:DeleteMessage' } },
  ]);
  expect(policies[questions[0]?.policies.identity[0]?.hash ?? '']).toEqual(document);
  expect(await ask('POST', '/_sesame/recording', { body: '{}' })).toMatchObject({ statusCode: 422 });
});

test('a door that is not there is left to the server', async () => {
  expect(await ask('GET', '/_sesame/nowhere')).toBeUndefined();
  expect(await ask('DELETE', '/_sesame/mail')).toBeUndefined();
});

test('an Authorization header changes nothing', async () => {
  expect(await ask('GET', '/_sesame/mail', { headers: { authorization: 'Bearer nonsense' } })).toMatchObject({
    statusCode: 200,
  });
});

test.each([
  ['a name that leads to this machine', { host: 'rebound.example.com:4566' }],
  ['a page of another site', { origin: 'https://example.com' }],
  ['a page without an origin of its own', { origin: 'null' }],
])('%s does not get in', async (_, headers) => {
  expect(await ask('POST', '/_sesame/clock', { body: '{"advanceMs":1}', headers })).toMatchObject({ statusCode: 403 });
});
