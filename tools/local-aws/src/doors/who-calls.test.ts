import type { WireAnswer } from '../protocols/protocol';
import { stsUnderTest } from '../sts/sts-under-test';
import { verifyOidcToken } from '../sts/oidc-token';
import { createSamlIssuers } from '../sts/saml-issuers';
import { verifySamlResponse } from '../sts/saml-response';
import { samlClaims } from '../sts/saml-claims';
import type { DoorParts } from './door';
import { createDoors } from './index';

const { sts, store } = stsUnderTest(() => Date.parse('2026-11-22T12:00:00Z'));
const { users, oidcIssuers, oidcProviders, samlProviders, clock } = sts;
const samlIssuers = createSamlIssuers();
afterAll(() => store.close());
const open = createDoors({ users, oidcIssuers, samlProviders, samlIssuers, clock } as Partial<DoorParts> as DoorParts);

async function ask(method: string, path: string, body?: object) {
  const bytes = Buffer.from(body === undefined ? '' : JSON.stringify(body));
  const answer = await open({ method, url: `/_sesame/${path}`, headers: { host: 'localhost' }, body: bytes });
  return { statusCode: answer?.statusCode, value: valueOf(answer) };
}
function valueOf(answer: WireAnswer | undefined): Record<string, unknown> {
  const text = String(answer?.body);
  return (text.startsWith('{') ? JSON.parse(text) : { text }) as Record<string, unknown>;
}

test('a user gets keys and a device, keeps them when asked for again, and may do what the policy says', async () => {
  const policy = { Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' } };
  const { value } = await ask('POST', 'users', { name: 'ada' });
  expect(value).toEqual({
    arn: 'arn:aws:iam::000000000000:user/ada',
    accessKeyId: expect.stringMatching(/^AKIA/),
    secretAccessKey: expect.any(String),
    mfaSerialNumber: 'arn:aws:iam::000000000000:mfa/ada',
  });
  expect((await ask('POST', 'users', { name: 'ada', policy })).value).toEqual(value);
  expect(users.byAccessKeyId(String(value['accessKeyId']))?.policies).toEqual([
    { name: 'user policy', document: policy },
  ]);
  expect((await ask('POST', 'users', { name: 'ada', account: '111122223333' })).value['arn']).toBe(
    'arn:aws:iam::111122223333:user/ada',
  );
});

test.each([
  [{}, 'name'],
  [{ name: 'ada', policy: { Statement: { Effect: 'Allow', Action: 'sts:AssumeRole' } } }, 'names a Resource'],
  [
    { name: 'ada', policy: { Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: 'x' } } },
    'neither an ARN',
  ],
])('of the user %j the door says what is wrong', async (user, said) => {
  expect(await ask('POST', 'users', user)).toEqual({
    statusCode: 422,
    value: { message: expect.stringContaining(said) },
  });
});

test('the code of a device is shown as of the embedded clock', async () => {
  await ask('POST', 'users', { name: 'ada' });
  const path = 'mfa-code?serialNumber=arn:aws:iam::000000000000:mfa/ada';
  const { value } = await ask('GET', path);
  expect(
    users.byArn('arn:aws:iam::000000000000:user/ada')?.mfaDevice.accepts(String(value['tokenCode']), clock.now()),
  ).toBe(true);
  expect(await ask('GET', 'mfa-code?serialNumber=none')).toMatchObject({ statusCode: 404 });
});

test('a token is what STS takes from that issuer, and expires when it was asked to', async () => {
  const iss = 'https://token.actions.githubusercontent.com';
  oidcProviders.apply({ url: iss, clientIds: ['sts.amazonaws.com'] });
  const claims = { iss, aud: 'sts.amazonaws.com', sub: 'repo:acme/mail:ref:refs/heads/main', ref: 'refs/heads/main' };
  const verify = async (more: object) => {
    const { value } = await ask('POST', 'tokens', { claims, ...more });
    return verifyOidcToken(String(value['token']), {
      providers: oidcProviders,
      issuers: oidcIssuers,
      now: clock.now(),
    });
  };
  expect(await verify({})).toMatchObject({
    subject: claims.sub,
    claims: { ref: claims.ref, exp: clock.now() / 1000 + 300 },
  });
  await expect(verify({ expiresInSeconds: -1 })).rejects.toThrow('Token expired');
  expect(await ask('POST', 'tokens', { claims: { iss: 'http://insecure.example' } })).toMatchObject({
    statusCode: 422,
  });
});

test('a SAML response is what STS takes from that provider, with what was asked for in it', async () => {
  const { value: made } = await ask('POST', 'saml-providers', { name: 'corp' });
  const provider = 'arn:aws:iam::000000000000:saml-provider/corp';
  expect(made).toEqual({ arn: provider, issuer: 'https://idp.example.com/saml' });
  const role = 'arn:aws:iam::000000000000:role/sesame/operator';
  const verify = async (more: object) => {
    const { value } = await ask('POST', 'saml-responses', { person: 'ada', provider, roles: [role], ...more });
    return verifySamlResponse(String(value['samlAssertion']), {
      ...{ providers: samlProviders, providerArn: provider, now: clock.now() },
    });
  };
  const more = {
    sourceIdentity: 'ada',
    tags: { team: 'mail' },
    transitiveTagKeys: ['team'],
    sessionDurationSeconds: 900,
  };
  expect(samlClaims((await verify(more)).assertion)).toEqual({
    ...{ roles: [{ role, provider }], sessionName: 'ada', sourceIdentity: 'ada' },
    ...{ tags: { team: 'mail' }, transitiveTagKeys: ['team'], sessionDuration: 900 },
  });
  await expect(verify({ expiresInSeconds: -1 })).rejects.toThrow('Token expired');
});

test('what an identity provider publishes is the metadata of which a provider can be made', async () => {
  const { value } = await ask('GET', 'saml-metadata?issuer=https://login.example.org');
  const { issuer, certificates } = samlProviders.apply({ name: 'org', metadata: String(value['text']) });
  expect({ issuer, certificates }).toEqual({ issuer: 'https://login.example.org', certificates: [expect.any(String)] });
});

test.each([
  ['POST', 'saml-providers', { name: 'corp/x' }],
  ['POST', 'saml-responses', { person: 'ada' }],
  ['POST', 'saml-responses', { person: 'ada', provider: 'corp', roles: [], issuer: 'http://insecure.example' }],
  ['GET', 'saml-metadata?issuer=none', undefined],
])('%s %s says what is wrong with %j', async (method, path, body) => {
  expect(await ask(method, path, body)).toMatchObject({ statusCode: 422 });
});
