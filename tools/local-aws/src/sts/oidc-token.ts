import { createLocalJWKSet, decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import { AwsError } from '../aws-error';
import { issuerName, type OidcProvider, type OidcProviders } from '../iam/oidc-providers';
import type { OidcIssuers } from './oidc-issuers';

/** A token that holds: signed by an issuer whose provider is deployed, for one of its audiences, and not expired. */
export interface OidcToken {
  provider: OidcProvider;
  issuer: string;
  subject: string;
  audience: string;
  claims: JWTPayload;
}

/** AWS documentation, "Create an OpenID Connect (OIDC) identity provider in IAM": the algorithms of signatures. */
const algorithms = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'];

/**
 * Checks a token as AssumeRoleWithWebIdentity does. Throws `InvalidIdentityToken`, `ExpiredTokenException`, or
 * `IDPCommunicationError` where its issuer does not answer; of the texts only some are AWS's.
 */
export async function verifyOidcToken(
  token: string,
  { providers, issuers, now }: { providers: OidcProviders; issuers: OidcIssuers; now: number },
): Promise<OidcToken> {
  const { iss } = decoded(token);
  if (iss === undefined) throw invalid('The ID Token has no issuer (iss).');
  const provider = providers.byUrl(iss);
  if (!provider) throw invalid(`No OpenIDConnect provider found in your account for ${iss}`);
  const jwks = await issuers.jwks(iss);
  if (!jwks)
    throw new AwsError(
      'IDPCommunicationError',
      `Sesame's embedded AWS: nobody answers at ${iss}; no token was asked of it.`,
    );

  const { payload } = await jwtVerify(token, createLocalJWKSet(jwks), {
    algorithms,
    issuer: iss,
    requiredClaims: ['sub', 'aud', 'exp', 'iat'],
    currentDate: new Date(now),
  }).catch((error: unknown) => {
    throw asRefusal(error, now);
  });
  const { sub = '', iat = 0 } = payload;
  if (iat * 1000 > now) throw invalid('The ID Token was issued in the future (iat).');
  const audience = audienceOf(payload);
  if (audience === undefined || !provider.clientIds.includes(audience)) throw invalid('Incorrect token audience');
  return { provider, issuer: iss, subject: sub, audience, claims: payload };
}

/** Of several audiences the authorized party counts (AWS documentation: Available keys for AWS OIDC federation). */
function audienceOf({ aud, azp }: JWTPayload): string | undefined {
  if (typeof azp === 'string') return azp;
  const [only, ...others] = [aud ?? []].flat();
  return others.length === 0 ? only : undefined;
}

function decoded(token: string): JWTPayload {
  try {
    return decodeJwt(token);
  } catch {
    throw invalid('The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)');
  }
}

function asRefusal(error: unknown, now: number): AwsError {
  if (error instanceof errors.JWTExpired) {
    const times = [now, (error.payload.exp ?? 0) * 1000].map((time) => new Date(time).toISOString());
    return new AwsError(
      'ExpiredTokenException',
      `Token expired: current date/time ${times[0]} must be before the expiration date/time ${times[1]}`,
    );
  }
  if (error instanceof errors.JWKSNoMatchingKey)
    return invalid("Couldn't retrieve verification key from your identity provider");
  return invalid(`The ID Token cannot be taken: ${error instanceof Error ? error.message : String(error)}`);
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidIdentityToken', message);
}

/** Claims of GitHub's tokens that AWS makes condition keys of, beside the audience and the subject of every issuer. */
const claimsOfGitHub = [
  ...['actor', 'actor_id', 'enterprise_id', 'environment', 'job_workflow_ref', 'ref', 'repository', 'repository_id'],
  ...['repository_owner_id', 'workflow'],
];

/** The condition keys of a token: `token.actions.githubusercontent.com:sub`, and so on. */
export function tokenContext({ issuer, subject, audience, claims }: OidcToken): Record<string, string> {
  const name = issuerName(issuer);
  const further = name === 'token.actions.githubusercontent.com' ? claimsOfGitHub : [];
  return {
    [`${name}:aud`]: audience,
    [`${name}:sub`]: subject,
    ...Object.fromEntries(
      further.flatMap((claim) => {
        const value = claims[claim];
        return typeof value === 'string' ? [[`${name}:${claim}`, value]] : [];
      }),
    ),
  };
}
