import * as z from 'zod';
import { operation } from '../operation';
import { federatedRole } from './federated-role';
import { durationSeconds, roleArnMember, roleSessionName } from './members';
import { tokenContext, verifyOidcToken } from './oidc-token';
import { sessionPolicyMembers } from './session-policies';
import type { Sts } from './sts';
import { tokenClaims } from './token-claims';

/**
 * Gives a role's temporary credentials for the token of an OIDC provider, without a signature: the token is the proof. Tags
 * and source identity come from claims of the token.
 */
export const assumeRoleWithWebIdentity = operation<Sts>()({
  name: 'AssumeRoleWithWebIdentity',
  documentation: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html',
  unsigned: true,
  input: z.strictObject({
    RoleArn: roleArnMember,
    RoleSessionName: roleSessionName,
    WebIdentityToken: z.string().min(4).max(20_000),
    DurationSeconds: durationSeconds,
    ...sessionPolicyMembers,
  }),
  access: () => [],
  async run(sts, input, { sourceIp }) {
    const { oidcProviders: providers, oidcIssuers: issuers, clock } = sts;
    const token = await verifyOidcToken(input.WebIdentityToken, { providers, issuers, now: clock.now() });
    const keys = tokenContext(token);
    const answer = federatedRole(
      sts,
      input,
      {
        operation: 'AssumeRoleWithWebIdentity',
        provider: token.provider.arn,
        sessionName: input.RoleSessionName,
        ...tokenClaims(token.claims),
        context: { assume: keys, tagSession: keys, setSourceIdentity: keys },
      },
      sourceIp,
    );
    return {
      ...answer,
      SubjectFromWebIdentityToken: token.subject,
      Audience: token.audience,
      Provider: token.issuer,
    };
  },
});
