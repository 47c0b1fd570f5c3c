import * as z from 'zod';
import { type Door, json, refused } from './door';

const input = z.strictObject({
  claims: z.looseObject({ iss: z.url({ protocol: /^https$/ }) }),
  expiresInSeconds: z.int().default(300),
});

/**
 * `POST /_sesame/tokens {"claims":{"iss":"https://token.actions.githubusercontent.com","aud":"sts.amazonaws.com","sub":"repo:…"}}`:
 * a token of that OIDC issuer, signed with its key, which the embedded STS finds. `iat` is now on the embedded clock and
 * `exp` in `expiresInSeconds` (negative: it has expired already), unless the claims say otherwise.
 */
export const issueToken: Door = {
  method: 'POST',
  path: '/_sesame/tokens',
  async open({ oidcIssuers, clock }, { body }) {
    const parsed = input.safeParse(body);
    if (!parsed.success) return refused(422, z.prettifyError(parsed.error));
    const { claims, expiresInSeconds } = parsed.data;
    const iat = Math.floor(clock.now() / 1000) + Math.min(0, expiresInSeconds);
    return json({ token: await oidcIssuers.sign({ iat, exp: iat + Math.abs(expiresInSeconds), ...claims }) });
  },
};
