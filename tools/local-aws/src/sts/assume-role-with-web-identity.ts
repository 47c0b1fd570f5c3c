import * as z from 'zod';
import { AwsError } from '../aws-error';
import { operation } from '../operation';
import { assumedRole } from './assumed-role';
import { durationSeconds, roleArnMember, roleSessionName } from './members';
import { tokenContext, verifyOidcToken } from './oidc-token';
import { packedPolicySize } from './packed-policy';
import { requireDuration } from './session-duration';
import { readSessionPolicies, sessionPolicyMembers } from './session-policies';
import { tagContext } from './session-tags';
import type { Sts } from './sts';
import { tokenClaims } from './token-claims';

/**
 * Gives a role's temporary credentials for the token of an OIDC provider, without a signature: the token is the proof. Only
 * the role's trust policy is asked. Tags and source identity come from claims of the token. Why a role is refused, AWS does
 * not tell the caller; the decision log does.
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
    const { roles, oidcProviders: providers, oidcIssuers: issuers, sessions, managedPolicies, clock } = sts;
    const token = await verifyOidcToken(input.WebIdentityToken, { providers, issuers, now: clock.now() });
    const { tags, transitiveTagKeys, sourceIdentity } = tokenClaims(token.claims);
    const tagKeys = tagContext({ requested: tags, inherited: {}, transitiveKeys: [] }, transitiveTagKeys);
    const role = roles.byArn(input.RoleArn);
    const allowed = (action: string, context: Record<string, string | string[]>) =>
      sts.authorize(
        { type: 'identity-provider', provider: token.provider.arn },
        {
          action,
          resource: input.RoleArn,
          context: { 'aws:SourceIp': sourceIp, ...tokenContext(token), ...context },
          resourcePolicy: role?.trust,
        },
      ).decision === 'allowed';

    const identityKey = sourceIdentity !== undefined && { 'sts:SourceIdentity': sourceIdentity };
    const mayAssume =
      allowed('sts:AssumeRoleWithWebIdentity', {
        'sts:RoleSessionName': input.RoleSessionName,
        ...identityKey,
        ...tagKeys,
      }) &&
      (Object.keys(tags).length === 0 || allowed('sts:TagSession', tagKeys)) &&
      (!identityKey || allowed('sts:SetSourceIdentity', identityKey));
    if (!role || !mayAssume)
      throw new AwsError('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity', 403);

    requireDuration(input.DurationSeconds, role, false);
    const policies = readSessionPolicies(input, managedPolicies);
    const packed = packedPolicySize(input, tags);
    const answer = assumedRole(sessions, role, {
      name: input.RoleSessionName,
      durationSeconds: input.DurationSeconds,
      facts: {
        ...(policies && { policies }),
        ...{ tags, transitiveTagKeys },
        ...(sourceIdentity !== undefined && { sourceIdentity }),
        federatedProvider: token.provider.arn,
      },
    });
    return {
      ...answer,
      SubjectFromWebIdentityToken: token.subject,
      Audience: token.audience,
      Provider: token.issuer,
      ...(packed > 0 && { PackedPolicySize: packed }),
      ...(sourceIdentity !== undefined && { SourceIdentity: sourceIdentity }),
    };
  },
});
