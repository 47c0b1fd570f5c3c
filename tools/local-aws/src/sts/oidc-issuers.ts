import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JSONWebKeySet, type JWTPayload, SignJWT } from 'jose';

/**
 * The OIDC issuers of the embedded world: each signs tokens with an RS256 key of its own, and publishes the public half.
 * They stand for GitHub and its like, whatever URL they go by. Keys are made anew in every run.
 */
export interface OidcIssuers {
  /** Signs a token with exactly these claims; `iss` says whose it is, and makes that issuer if there was none. */
  sign(claims: JWTPayload & { iss: string }): Promise<string>;
  /** What an issuer publishes; undefined where nobody answers at that URL. */
  jwks(url: string): Promise<JSONWebKeySet | undefined>;
}

const algorithm = 'RS256';

export function createOidcIssuers(): OidcIssuers {
  const issuers = new Map<string, ReturnType<typeof newKey>>();
  return {
    async sign(claims) {
      const key = issuers.get(claims.iss) ?? newKey();
      issuers.set(claims.iss, key);
      const { privateKey, jwk } = await key;
      return new SignJWT(claims).setProtectedHeader({ alg: algorithm, typ: 'JWT', kid: jwk.kid }).sign(privateKey);
    },
    async jwks(url) {
      const key = await issuers.get(url);
      return key && { keys: [key.jwk] };
    },
  };
}

async function newKey() {
  const { publicKey, privateKey } = await generateKeyPair(algorithm);
  const jwk = await exportJWK(publicKey);
  return { privateKey, jwk: { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: algorithm, use: 'sig' } };
}
