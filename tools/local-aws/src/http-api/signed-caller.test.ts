import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import { createAuthorize } from '../authorization';
import { openClock } from '../clock';
import { createDecisionLog } from '../decision-log';
import { createRoles } from '../iam/roles';
import { createUsers } from '../iam/users';
import type { Lambda } from '../lambda/lambda';
import { openStore } from '../store';
import { createSessions, type Session } from '../sts/sessions';
import { createHttpApis } from './http-api';

const store = openStore(undefined);
const clock = openClock(store);
const roles = createRoles();
const sessions = createSessions(clock);
const invoke = jest.fn<ReturnType<Lambda['invoke']>, Parameters<Lambda['invoke']>>(() =>
  Promise.resolve({ outcome: 'answered', payload: '{"statusCode":200,"body":"{}"}' }),
);
const authorize = createAuthorize({ clock, roles, log: createDecisionLog() });
const apis = createHttpApis({ clock, lambda: { invoke }, sessions, roles, users: createUsers(), authorize });
const { apiId } = apis.applyApi('role-api');
const trust = { Version: '2012-10-17' as const, Statement: [] };
const application = roles.apply({
  ...{ name: 'application', path: '/sesame/', trust },
  policies: [
    {
      name: 'application',
      document: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'execute-api:Invoke',
            Resource: [
              `arn:aws:execute-api:us-east-1:000000000000:${apiId}/$default/POST/emails`,
              `arn:aws:execute-api:us-east-1:000000000000:${apiId}/$default/GET/emails/*`,
            ],
          },
        ],
      },
    },
  ],
});
let url: string;
beforeAll(async () => {
  const route = { apiId, functionName: 'accept', authorizationType: 'AWS_IAM' } as const;
  for (const routeKey of ['POST /emails', 'POST /emails/batch', 'GET /emails/{id}']) {
    apis.applyRoute({ ...route, routeKey });
  }
  url = await apis.listen('role-api', 0);
});
beforeEach(() => invoke.mockClear());
afterAll(async () => {
  await apis.stop();
  store.close();
});

const newSession = (role = application) => sessions.issue(role, 'orders', 900);

async function call(
  session: Session,
  method = 'POST',
  path = '/emails',
  { service = 'execute-api', sent = '{}' } = {},
) {
  const signer = new SignatureV4({ credentials: session, region: 'us-east-1', service, sha256: Sha256 });
  const { hostname, port, host } = new URL(url);
  const body = method === 'POST' ? '{}' : undefined;
  const request = { method, protocol: 'http:', hostname, port: Number(port), path, headers: { host }, body };
  const { headers } = await signer.sign(request, { signingDate: new Date(clock.now()) });
  return fetch(`${url}${path}`, { method, headers, ...(body && { body: sent }) });
}
const refusal = async (answer: Response) => ({
  status: answer.status,
  body: await answer.json(),
  why: answer.headers.get('sesame-embedded-aws'),
});

test('the function hears who signed', async () => {
  const session = newSession();
  expect((await call(session)).status).toBe(200);
  expect(invoke.mock.calls[0]?.[1]).toMatchObject({
    requestContext: {
      authorizer: {
        iam: {
          accessKey: session.accessKeyId,
          accountId: '000000000000',
          userArn: 'arn:aws:sts::000000000000:assumed-role/application/orders',
          userId: `${application.id}:orders`,
        },
      },
    },
  });
});

test('a path with an id is asked for as it is, encoded characters and all', async () => {
  expect((await call(newSession(), 'GET', '/emails/a%2Bb%C3%A9')).status).toBe(200);
});

test.each<[string, () => Promise<Response>, string]>([
  ['is not signed', () => fetch(`${url}/emails`, { method: 'POST' }), 'no Authorization header'],
  ['holds a key', () => fetch(`${url}/emails/1`, { headers: { authorization: 'Bearer ss_1' } }), 'no Signature'],
  ['is signed for another service', () => call(newSession(), 'POST', '/emails', { service: 'ses' }), 'execute-api'],
  [
    'was changed after it was signed',
    () => call(newSession(), 'POST', '/emails', { sent: '[]' }),
    'not the hash of the body',
  ],
  [
    'is signed with credentials that nobody issued',
    () => call({ ...newSession(), accessKeyId: 'ASIAOTHER' }),
    'token included in the request is invalid',
  ],
  [
    'asks for a route that the role does not name',
    () => call(newSession(), 'POST', '/emails/batch'),
    '$default/POST/emails/batch',
  ],
  [
    'is of a role that may not call the API',
    () => call(newSession(roles.apply({ name: 'other', trust, policies: [] }))),
    'not authorized to perform: execute-api:Invoke',
  ],
])('a request that %s is Forbidden, without a word more in its body, and reaches no function', async (_, ask, why) => {
  expect(await refusal(await ask())).toEqual({
    status: 403,
    body: { message: 'Forbidden' },
    why: expect.stringContaining(why) as unknown,
  });
  expect(invoke).not.toHaveBeenCalled();
});

test('credentials end by the embedded clock', async () => {
  const session = newSession();
  clock.advance(900_000);
  expect(await refusal(await call(session))).toMatchObject({ status: 403, why: expect.stringContaining('expired') });
  expect((await call(newSession())).status).toBe(200);
});
