import * as z from 'zod';
import { samlResponseXml } from '../sts/saml-response-xml';
import { tampered } from '../sts/tampered-saml-response';
import { type Door, json, refused } from './door';

/** How the identity provider of this machine calls itself, unless another is asked for. */
const local = 'https://idp.example.com/saml';
const issuer = z.url({ protocol: /^https$/ });

const provider = z.strictObject({ name: z.string().regex(/^[\w._-]{1,128}$/), issuer: issuer.default(local) });

/**
 * `POST /_sesame/saml-providers {"name":"corp"}`: a SAML provider of the account, as an administrator makes one who is given the
 * metadata of the identity provider `issuer`.
 */
export const applySamlProvider: Door = {
  method: 'POST',
  path: '/_sesame/saml-providers',
  async open({ samlProviders, samlIssuers }, { body }) {
    const parsed = provider.safeParse(body);
    if (!parsed.success) return refused(422, z.prettifyError(parsed.error));
    const { name, issuer } = parsed.data;
    const { arn } = samlProviders.apply({ name, metadata: await samlIssuers.metadata(issuer) });
    return json({ arn, issuer });
  },
};

/** `GET /_sesame/saml-metadata?issuer=https://idp.example.com/saml`: what that identity provider publishes, for `SamlMetadataDocument`. */
export const showSamlMetadata: Door = {
  method: 'GET',
  path: '/_sesame/saml-metadata',
  async open({ samlIssuers }, { query }) {
    const parsed = issuer.safeParse(query.get('issuer') ?? local);
    if (!parsed.success) return refused(422, 'issuer is a URL that begins with https.');
    const body = await samlIssuers.metadata(parsed.data);
    return { statusCode: 200, headers: { 'content-type': 'application/samlmetadata+xml' }, body };
  },
};

const response = z.strictObject({
  person: z.string().min(1),
  provider: z.string(),
  roles: z.array(z.string()),
  issuer: issuer.default(local),
  signedBy: issuer.optional(),
  signed: z.enum(['assertion', 'response', 'both', 'nothing']).default('assertion'),
  tamper: z.enum(['alter', 'wrap']).optional(),
  status: z.string().optional(),
  sessionName: z.string().optional(),
  sourceIdentity: z.string().optional(),
  tags: z.record(z.string(), z.string()).default({}),
  transitiveTagKeys: z.array(z.string()).default([]),
  sessionDurationSeconds: z.int().optional(),
  sessionEndsInSeconds: z.int().optional(),
  expiresInSeconds: z.int().default(300),
  audience: z.string().optional(),
  recipient: z.string().optional(),
  subjectFormat: z.string().optional(),
});

/**
 * `POST /_sesame/saml-responses {"person":"ada","provider":"arn:aws:iam::000000000000:saml-provider/corp","roles":["arn:…"]}`: what
 * the identity provider answers when that person has signed in, as `samlAssertion` for AssumeRoleWithSAML. It holds from now
 * on the embedded clock for `expiresInSeconds` (negative: it has expired already).
 */
export const issueSamlResponse: Door = {
  method: 'POST',
  path: '/_sesame/saml-responses',
  async open({ samlIssuers, clock }, { body }) {
    const parsed = response.safeParse(body);
    if (!parsed.success) return refused(422, z.prettifyError(parsed.error));
    const { person, issuer, signedBy = issuer, signed, tamper, ...given } = parsed.data;
    const now = clock.now();
    const issuedAt = now + Math.min(0, given.expiresInSeconds) * 1000;
    const unsigned = samlResponseXml({
      ...{ issuer, subject: person, issuedAt },
      notOnOrAfter: issuedAt + Math.abs(given.expiresInSeconds) * 1000,
      ...(given.sessionEndsInSeconds !== undefined && {
        sessionNotOnOrAfter: now + given.sessionEndsInSeconds * 1000,
      }),
      ...(given.status !== undefined && { status: `urn:oasis:names:tc:SAML:2.0:status:${given.status}` }),
      ...(given.audience !== undefined && { audience: given.audience }),
      ...(given.recipient !== undefined && { recipient: given.recipient }),
      ...(given.subjectFormat !== undefined && { subjectFormat: given.subjectFormat }),
      attributes: attributesOf(person, given),
    });
    const xml = await samlIssuers.sign(signedBy, unsigned, signed);
    const sent = tamper ? tampered(xml, tamper, 'mallory') : xml;
    return json({ samlAssertion: Buffer.from(sent).toString('base64') });
  },
};

type Given = Pick<
  z.infer<typeof response>,
  'roles' | 'provider' | 'sessionName' | 'sourceIdentity' | 'tags' | 'transitiveTagKeys' | 'sessionDurationSeconds'
>;

function attributesOf(person: string, given: Given): Record<string, string[]> {
  const { roles, provider, sessionName = person, sourceIdentity, tags, transitiveTagKeys } = given;
  const seconds = given.sessionDurationSeconds;
  return {
    Role: roles.map((role) => `${role},${provider}`),
    RoleSessionName: [sessionName],
    ...(seconds !== undefined && { SessionDuration: [String(seconds)] }),
    ...(sourceIdentity !== undefined && { SourceIdentity: [sourceIdentity] }),
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`PrincipalTag:${key}`, [value]])),
    ...(transitiveTagKeys.length > 0 && { TransitiveTagKeys: transitiveTagKeys }),
  };
}
