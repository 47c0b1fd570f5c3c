import * as fc from 'fast-check';
import type { DoorParts } from '../doors/door';
import { createDoors } from '../doors';
import { createSamlIssuers } from './saml-issuers';
import { keysOf, stsOverHttp } from './sts-over-http';

const issuer = 'https://idp.example.com/saml';
const provider = 'arn:aws:iam::000000000000:saml-provider/corp';
const roleArn = 'arn:aws:iam::000000000000:role/sesame/operator';
const aud = 'https://signin.aws.amazon.com/saml';

let aws: Awaited<ReturnType<typeof stsOverHttp>>;
let responses: (asked?: object) => Promise<string>;
beforeAll(async () => {
  aws = await stsOverHttp();
  const { clock, samlProviders } = aws.sts;
  const samlIssuers = createSamlIssuers();
  for (const [name, from] of Object.entries({ corp: issuer, other: 'https://other.example.com/saml' }))
    samlProviders.apply({ name, metadata: await samlIssuers.metadata(from) });
  const doors = createDoors({ clock, samlProviders, samlIssuers } as Partial<DoorParts> as DoorParts);
  responses = async (asked = {}) => {
    const body = Buffer.from(JSON.stringify({ person: 'ada', provider, roles: [roleArn], ...asked }));
    const answer = await doors({
      method: 'POST',
      url: '/_sesame/saml-responses',
      headers: { host: 'localhost' },
      body,
    });
    return (JSON.parse(String(answer?.body)) as { samlAssertion: string }).samlAssertion;
  };
});
afterAll(() => aws.stop());

const trusts = (Action: string | string[], Condition: object = {}) => ({
  Effect: 'Allow' as const,
  Principal: { Federated: provider },
  ...{ Action, Condition: Condition as Record<string, Record<string, string>> },
});
const forSignIn = { StringEquals: { 'SAML:aud': aud } };
const operator = (...trust: ReturnType<typeof trusts>[]) =>
  aws.role('operator', trust.length > 0 ? trust : [trusts('sts:AssumeRoleWithSAML', forSignIn)], {
    maxSessionDurationSeconds: 7200,
  });
const take = (response: string, more: Partial<Parameters<typeof aws.assumeWithResponse>[2]> = {}, role = roleArn) =>
  aws.assumeWithResponse(response, role, { PrincipalArn: provider, ...more });
const errorOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'no error',
    (error: Error & { $metadata: { httpStatusCode: number } }) =>
      `${error.$metadata.httpStatusCode} ${error.name}: ${error.message}`,
  );
const lifeOf = ({ Credentials: given }: Awaited<ReturnType<typeof take>>) =>
  Math.round(((given?.Expiration?.getTime() ?? 0) - aws.sts.clock.now()) / 1000);

test.each(['assertion', 'response', 'both'])(
  'a response whose %s is signed gives the role it names',
  async (signed) => {
    operator();
    const answer = await take(await responses({ signed }), { DurationSeconds: 7200 });
    expect(answer).toMatchObject({
      ...{ Subject: 'ada', SubjectType: 'persistent', Issuer: issuer, Audience: aud },
      NameQualifier: expect.stringMatching(/^[A-Za-z0-9+/]{27}=$/),
    });
    expect(await aws.whoAmI(keysOf(answer))).toMatchObject({
      Arn: 'arn:aws:sts::000000000000:assumed-role/operator/ada',
    });
  },
);

const invalid = '400 InvalidIdentityTokenException';
const notAuthorized = '403 AccessDenied: Not authorized to perform sts:AssumeRoleWithSAML';
test.each<[string, object, string]>([
  ['nothing is signed', { signed: 'nothing' }, `${invalid}: Response signature invalid`],
  [
    'another identity provider signed',
    { signedBy: 'https://other.example.com/saml' },
    `${invalid}: Response signature`,
  ],
  ['it was altered after it was signed', { tamper: 'alter' }, `${invalid}: Response signature invalid`],
  ['the response was altered', { tamper: 'alter', signed: 'response' }, `${invalid}: Response signature invalid`],
  ['another assertion stands before the signed one', { tamper: 'wrap' }, `${invalid}: Response signature invalid`],
  [
    'another identity provider speaks, truly',
    { issuer: 'https://other.example.com/saml' },
    `${invalid}: Response signature`,
  ],
  [
    'it is from another identity provider by its own word',
    { issuer: 'https://other.example.com/saml', signedBy: issuer },
    `${invalid}: Issuer not present in specified provider`,
  ],
  ['it has expired', { expiresInSeconds: -1 }, '400 ExpiredTokenException: Token expired: current date/time'],
  ['the session is over', { sessionEndsInSeconds: 0 }, '400 ExpiredTokenException'],
  ['it is for another audience', { audience: 'https://example.net' }, `${invalid}: Response does not contain the`],
  ['it is for another recipient', { recipient: 'https://signin.aws.amazon.com.example.net/saml' }, invalid],
  ['it is for the sign-in of one region', { recipient: 'https://eu-west-1.signin.aws.amazon.com/saml' }, notAuthorized],
  ['sign-in failed', { status: 'AuthnFailed' }, '403 IDPRejectedClaim'],
  ['the role is not in it', { roles: ['arn:aws:iam::000000000000:role/sesame/analyst'] }, notAuthorized],
  ['no role is in it', { roles: [] }, notAuthorized],
  [
    'the role is in it for another provider',
    { provider: 'arn:aws:iam::000000000000:saml-provider/other' },
    notAuthorized,
  ],
  ['the session has an impossible name', { sessionName: 'Ada Lovelace' }, invalid],
  ['the source identity is impossible', { sourceIdentity: 'aws:ada' }, invalid],
  ['the session would be too short', { sessionDurationSeconds: 899 }, invalid],
  ['the session would be too long', { sessionDurationSeconds: 43_201 }, invalid],
  ['a transitive key is of no tag', { transitiveTagKeys: ['team'] }, invalid],
  ['two tags have one key', { tags: { team: 'a', Team: 'b' } }, invalid],
])('a response is refused: %s', async (_what, asked, said) => {
  operator();
  expect(await errorOf(take(await responses(asked)))).toContain(said);
});

test.each<[string, string, string]>([
  ['no Base64', 'SAML!', `${invalid}: The SAML response is not Base64`],
  ['no XML', asBase64('<samlp:Response'), `${invalid}: The SAML response is not valid XML`],
  ['no response', asBase64('<Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion"/>'), `${invalid}: The SAML`],
  ['nothing', asBase64('    '), `${invalid}: The SAML response is not valid XML`],
  [
    'a response with entities',
    asBase64(
      '<!DOCTYPE r [<!ENTITY a "ada">]><r:Response xmlns:r="urn:oasis:names:tc:SAML:2.0:protocol">&a;</r:Response>',
    ),
    `${invalid}: The SAML response is not valid XML`,
  ],
])('what is no response is refused: %s', async (_what, given, said) => {
  operator();
  expect(await errorOf(take(given))).toContain(said);
});

test('a provider that the account does not have is refused, and a role that is not there like any other', async () => {
  operator();
  for (const PrincipalArn of [
    'arn:aws:iam::000000000000:saml-provider/none',
    provider.replace(/0{12}/, '111122223333'),
  ])
    expect(await errorOf(take(await responses(), { PrincipalArn }))).toContain("Specified provider doesn't exist");
  const nobody = 'arn:aws:iam::000000000000:role/nobody';
  expect(await errorOf(take(await responses({ roles: [nobody] }), {}, nobody))).toContain(notAuthorized);
});

test('an assertion is signed together with nothing that is encrypted', async () => {
  operator();
  const encrypted = inXml(await responses(), (xml) =>
    xml.replace('<saml:Assertion ', '<saml:EncryptedAssertion/><saml:Assertion '),
  );
  expect(await errorOf(take(encrypted))).toContain('does not take encrypted assertions');
});

test('a comment, over which no signature goes, does not cut a name short', async () => {
  operator();
  const whole = await responses({ person: 'ada.mallory' });
  const cut = inXml(whole, (xml) => xml.replaceAll('>ada.mallory<', '>ada<!-- -->.mallory<'));
  expect(cut).not.toBe(whole);
  expect(await take(cut)).toMatchObject({
    Subject: 'ada.mallory',
    AssumedRoleUser: { Arn: expect.stringMatching(/ada\.mallory$/) },
  });
});

describe('signature wrapping', () => {
  const assertionIn = (xml: string) => /<saml:Assertion .*<\/saml:Assertion>/s.exec(xml)?.[0] ?? '';
  const signatureIn = (xml: string) => /<ds:Signature .*<\/ds:Signature>/s.exec(xml)?.[0] ?? '';
  const forged = (xml: string, id = '_forged') =>
    xml
      .replace(signatureIn(xml), '')
      .replace('>ada<', '>mallory<')
      .replace(/ ID="[^"]*"/, ` ID="${id}"`);
  const idOf = (xml: string) => / ID="([^"]*)"/.exec(xml)?.[1] ?? '';
  /** After "On Breaking SAML" (Somorovsky et al., USENIX Security 2012): where the forged assertion and the signed one stand. */
  const wrappings: Record<string, (xml: string) => string> = {
    'the signed assertion after a forged one': (xml) => xml.replace(assertionIn(xml), (a) => forged(a) + a),
    'the signed assertion before a forged one': (xml) => xml.replace(assertionIn(xml), (a) => a + forged(a)),
    'the signed assertion within a forged one': (xml) =>
      xml.replace(assertionIn(xml), (a) => forged(a).replace('</saml:Assertion>', () => `${a}</saml:Assertion>`)),
    'the signed assertion within the signature of a forged one': (xml) =>
      xml.replace(assertionIn(xml), (a) => {
        const bare = a.replace(signatureIn(a), '');
        const around = signatureIn(a).replace('</ds:Signature>', () => `<ds:Object>${bare}</ds:Object></ds:Signature>`);
        return forged(a).replace('<saml:Subject>', () => `${around}<saml:Subject>`);
      }),
    'the signed assertion within extensions': (xml) =>
      xml
        .replace(assertionIn(xml), forged(assertionIn(xml)))
        .replace('<samlp:Status>', () => `<samlp:Extensions>${assertionIn(xml)}</samlp:Extensions><samlp:Status>`),
    'the signed assertion under the id of a forged one': (xml) =>
      xml.replace(assertionIn(xml), (a) => forged(a, idOf(a)) + a),
    'the signature of the assertion in a forged one': (xml) =>
      xml.replace(assertionIn(xml), (a) =>
        forged(a).replace('<saml:Subject>', () => `${signatureIn(a)}<saml:Subject>`),
      ),
    'two signed infos': (xml) =>
      xml.replace(
        /<ds:SignedInfo>.*<\/ds:SignedInfo>/s,
        (info) => info.replace(/<ds:DigestValue>[^<]*/, '<ds:DigestValue>x') + info,
      ),
    'the signed response within a forged one': (xml) => {
      const inner = xml.replace(/^<\?xml[^>]*>/, '');
      return forged(inner).replace(
        '<samlp:Status>',
        () => `<samlp:Extensions>${inner}</samlp:Extensions><samlp:Status>`,
      );
    },
  };

  test.each(Object.entries(wrappings))('%s gives no role', async (_what, wrap) => {
    operator();
    for (const signed of ['assertion', 'response', 'both'])
      expect(await errorOf(take(inXml(await responses({ signed }), wrap)))).toContain(invalid);
  });
});

test('law: whatever character of a signed response is changed, nobody else is let in', async () => {
  operator();
  const signed = Buffer.from(await responses(), 'base64').toString();
  await fc.assert(
    fc.asyncProperty(
      fc.nat(signed.length - 1),
      fc.constantFrom('a', '0', '<', '"', ' ', '/'),
      async (at, character) => {
        const changed = signed.slice(0, at) + character + signed.slice(at + 1);
        const taken = await take(asBase64(changed)).catch(() => undefined);
        if (taken)
          expect(taken).toMatchObject({
            Subject: 'ada',
            AssumedRoleUser: { Arn: expect.stringMatching(/operator\/ada$/) },
          });
      },
    ),
    { numRuns: 60 },
  );
});

test('every key of a response is asked of the trust policy', async () => {
  const namequalifier = (await take(await responses()).catch(() => undefined))?.NameQualifier ?? '';
  const StringEquals = {
    ...{ 'saml:aud': aud, 'saml:iss': issuer, 'saml:sub': 'ada', 'saml:sub_type': 'transient' },
    ...{ 'saml:namequalifier': namequalifier, 'saml:doc': '000000000000/corp', 'sts:RoleSessionName': 'ada' },
  };
  const subjectFormat = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient';
  for (const [name, value] of Object.entries(StringEquals)) {
    operator(trusts('sts:AssumeRoleWithSAML', { StringEquals: { [name]: value } }));
    expect({ name, said: await errorOf(take(await responses({ subjectFormat }))) }).toEqual({ name, said: 'no error' });
    operator(trusts('sts:AssumeRoleWithSAML', { StringEquals: { [name]: `${value}x` } }));
    expect(await errorOf(take(await responses({ subjectFormat })))).toContain(notAuthorized);
  }
});

test.each<[string, object, number | undefined, string | number]>([
  ['an hour, unless something else is asked for', {}, undefined, 3600],
  ['as long as it is asked for', {}, 900, 900],
  ['until the response says that it ends', { sessionEndsInSeconds: 1200 }, 7200, 1200],
  ['no longer than the response lets it', { sessionDurationSeconds: 1800 }, 7200, 1800],
  ['no longer than the role', {}, 7201, 'exceeds the MaxSessionDuration set for this role'],
  ['no less than a quarter of an hour', {}, 899, '400 ValidationError'],
])('a session lasts %s', async (_what, asked, DurationSeconds, expected) => {
  operator();
  const attempt = take(await responses(asked), DurationSeconds === undefined ? {} : { DurationSeconds });
  // What is left of a second goes to the session's disadvantage.
  if (typeof expected === 'number') expect([expected - 1, expected]).toContain(lifeOf(await attempt));
  else expect(await errorOf(attempt)).toContain(expected);
});

test('tags and source identity come from the response, and only where the trust policy lets them', async () => {
  const handed = { tags: { team: 'mail' }, transitiveTagKeys: ['team'], sourceIdentity: 'ada' };
  operator(
    trusts(['sts:AssumeRoleWithSAML', 'sts:TagSession'], forSignIn),
    trusts('sts:SetSourceIdentity', { StringEquals: { 'sts:SourceIdentity': 'ada' } }),
  );
  const answer = await take(await responses(handed));
  expect(answer).toMatchObject({ SourceIdentity: 'ada', PackedPolicySize: 1 });
  expect(aws.sts.sessions.byAccessKeyId(keysOf(answer).accessKeyId)?.principal.session).toMatchObject({
    ...{ tags: { team: 'mail' }, transitiveTagKeys: ['team'], sourceIdentity: 'ada', federatedProvider: provider },
  });
  operator();
  expect(await errorOf(take(await responses({ tags: handed.tags })))).toContain(notAuthorized);
  expect(aws.log.decisions().at(-1)).toMatchObject({ action: 'sts:TagSession', decision: 'implicitly-denied' });
  // SetSourceIdentity does not carry the recipient.
  operator(trusts(['sts:AssumeRoleWithSAML', 'sts:SetSourceIdentity'], forSignIn));
  expect(await errorOf(take(await responses({ sourceIdentity: 'ada' })))).toContain(notAuthorized);
  expect(aws.log.decisions().at(-1)).toMatchObject({ action: 'sts:SetSourceIdentity', decision: 'implicitly-denied' });
});

test('session policies limit the session, and are refused where they cannot be read or are too large with the tags', async () => {
  operator(trusts(['sts:AssumeRoleWithSAML', 'sts:TagSession'], forSignIn));
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sqs:*', Resource: '*' }],
  });
  expect(await take(await responses(), { Policy })).toMatchObject({ PackedPolicySize: expect.any(Number) });
  expect(await errorOf(take(await responses(), { Policy: '{' }))).toContain('400 MalformedPolicyDocument');
  const tags = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`tag-${n}`, 'x'.repeat(250)]));
  expect(await errorOf(take(await responses({ tags })))).toContain('400 PackedPolicyTooLarge');
});

function asBase64(xml: string): string {
  return Buffer.from(xml).toString('base64');
}
function inXml(response: string, change: (xml: string) => string): string {
  return asBase64(change(Buffer.from(response, 'base64').toString()));
}
