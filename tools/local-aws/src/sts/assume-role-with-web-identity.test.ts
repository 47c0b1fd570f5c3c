import { generateKeyPair, SignJWT } from 'jose';
import { keysOf, stsOverHttp } from './sts-over-http';

const issuer = 'https://token.actions.githubusercontent.com';
const provider = 'arn:aws:iam::000000000000:oidc-provider/token.actions.githubusercontent.com';
const subject = 'repo:acme/mail:environment:production';

let aws: Awaited<ReturnType<typeof stsOverHttp>>;
beforeAll(async () => {
  aws = await stsOverHttp();
  aws.sts.oidcProviders.apply({ url: issuer, clientIds: ['sts.amazonaws.com'] });
});
afterAll(() => aws.stop());

function deployRole() {
  return aws.role(
    'deploy',
    [
      {
        Effect: 'Allow',
        Principal: { Federated: provider },
        Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession', 'sts:SetSourceIdentity'],
        Condition: {
          StringEqualsIfExists: { 'token.actions.githubusercontent.com:repository_owner_id': '42' },
          StringEquals: {
            'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
            'token.actions.githubusercontent.com:sub': subject,
          },
        },
      },
    ],
    { maxSessionDurationSeconds: 7200 },
  );
}
const seconds = () => Math.floor(aws.sts.clock.now() / 1000);
const claims = () => ({ iss: issuer, aud: 'sts.amazonaws.com', sub: subject, iat: seconds(), exp: seconds() + 300 });
const sign = (changed: object = {}) => aws.sts.oidcIssuers.sign({ ...claims(), ...changed });
const errorOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'no error',
    (error: Error & { $metadata: { httpStatusCode: number } }) =>
      `${error.$metadata.httpStatusCode} ${error.name}: ${error.message}`,
  );

test('a token of the issuer, for the audience and the subject that the role trusts, gives its credentials', async () => {
  const answer = await aws.assumeWithToken(await sign(), deployRole().arn, { DurationSeconds: 7200 });
  expect(answer).toMatchObject({
    SubjectFromWebIdentityToken: subject,
    Audience: 'sts.amazonaws.com',
    Provider: issuer,
  });
  expect(await aws.whoAmI(keysOf(answer))).toMatchObject({
    Arn: 'arn:aws:sts::000000000000:assumed-role/deploy/deploy',
  });
});

const notAuthorized = '403 AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity';
test.each<[string, () => object, string]>([
  ['another branch', () => ({ sub: 'repo:acme/mail:ref:refs/heads/main' }), notAuthorized],
  ['another repository', () => ({ sub: 'repo:acme/shop:environment:production' }), notAuthorized],
  ['a pull request', () => ({ sub: 'repo:acme/mail:pull_request' }), notAuthorized],
  ['another owner of the same name', () => ({ repository_owner_id: '7' }), notAuthorized],
  [
    'an audience that the provider does not have',
    () => ({ aud: 'elsewhere' }),
    '400 InvalidIdentityTokenException: Incorrect token audience',
  ],
  ['two audiences', () => ({ aud: ['sts.amazonaws.com', 'elsewhere'] }), '400 InvalidIdentityToken'],
  [
    'an issuer without a provider',
    () => ({ iss: 'https://example.net' }),
    '400 InvalidIdentityTokenException: No OpenIDConnect provider found in your account for https://example.net',
  ],
  ['an expired one', () => ({ exp: seconds() - 1 }), '400 ExpiredTokenException: Token expired: current date/time'],
  ['one of tomorrow', () => ({ iat: seconds() + 86_400 }), '400 InvalidIdentityToken'],
  ['one without a subject', () => ({ sub: undefined }), '400 InvalidIdentityToken'],
  ['one that does not expire', () => ({ exp: undefined }), '400 InvalidIdentityToken'],
])('a token is refused: %s', async (_what, changed, said) => {
  expect(await errorOf(aws.assumeWithToken(await sign(changed()), deployRole().arn))).toContain(said);
});

test('a token that a stranger signed is refused, whatever it says', async () => {
  const { privateKey } = await generateKeyPair('RS256');
  const [header = ''] = (await sign()).split('.');
  const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string };
  const forged = (protectedHeader: { alg: string; kid?: string }) =>
    new SignJWT(claims()).setProtectedHeader(protectedHeader).sign(privateKey);
  const { arn } = deployRole();
  expect(await errorOf(aws.assumeWithToken(await forged({ alg: 'RS256', kid }), arn))).toContain(
    '400 InvalidIdentityToken',
  );
  expect(await errorOf(aws.assumeWithToken(await forged({ alg: 'RS256', kid: 'x' }), arn))).toContain(
    "400 InvalidIdentityTokenException: Couldn't retrieve verification key",
  );
  const none = [{ alg: 'none' }, claims()].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  expect(await errorOf(aws.assumeWithToken(`${none.join('.')}.`, arn))).toContain('400 InvalidIdentityToken');
  expect(await errorOf(aws.assumeWithToken('no token', arn))).toContain('is not a valid JWT');
});

test('where the issuer does not answer, STS says that it could not ask', async () => {
  const silent = 'https://silent.example.net';
  aws.sts.oidcProviders.apply({ url: silent, clientIds: ['sts.amazonaws.com'] });
  const [header, , signature] = (await sign()).split('.');
  const body = Buffer.from(JSON.stringify({ ...claims(), iss: silent })).toString('base64url');
  const token = [header, body, signature].join('.');
  expect(await errorOf(aws.assumeWithToken(token, deployRole().arn))).toContain('400 IDPCommunicationError');
});

test('a role lasts as long as it says, and one that is not there is refused like any other', async () => {
  expect(await errorOf(aws.assumeWithToken(await sign(), deployRole().arn, { DurationSeconds: 7201 }))).toContain(
    'exceeds the MaxSessionDuration set for this role',
  );
  expect(await errorOf(aws.assumeWithToken(await sign(), 'arn:aws:iam::000000000000:role/nobody'))).toContain(
    notAuthorized,
  );
});

test('tags and source identity come from the token, and only where the trust policy lets them', async () => {
  const handed = {
    'https://aws.amazon.com/tags': { principal_tags: { team: ['mail'] }, transitive_tag_keys: ['team'] },
    'https://aws.amazon.com/source_identity': 'ada',
  };
  const answer = await aws.assumeWithToken(await sign(handed), deployRole().arn);
  expect(answer.SourceIdentity).toBe('ada');
  expect(aws.sts.sessions.byAccessKeyId(keysOf(answer).accessKeyId)?.principal.session).toMatchObject({
    tags: { team: 'mail' },
    transitiveTagKeys: ['team'],
    sourceIdentity: 'ada',
    federatedProvider: provider,
  });
  const trust = {
    Effect: 'Allow',
    Principal: { Federated: provider },
    Action: 'sts:AssumeRoleWithWebIdentity',
  } as const;
  const plain = aws.role('plain', [trust]);
  expect(await errorOf(aws.assumeWithToken(await sign(), plain.arn))).toBe('no error');
  expect(await errorOf(aws.assumeWithToken(await sign(handed), plain.arn))).toContain(notAuthorized);
  expect(aws.log.decisions().at(-1)).toMatchObject({ action: 'sts:TagSession', decision: 'implicitly-denied' });
});
