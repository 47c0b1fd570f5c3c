import { AwsError } from '../aws-error';
import { assumedRole } from './assumed-role';
import { packedPolicySize } from './packed-policy';
import { requireDuration } from './session-duration';
import { type GivenPolicies, readSessionPolicies } from './session-policies';
import { federatedTags, tagContext } from './session-tags';
import type { Sts } from './sts';

type Context = Record<string, string | string[]>;

/** What an identity provider vouches for, and what of it stands in the questions to the role's trust policy. */
export interface Federation {
  operation: 'AssumeRoleWithWebIdentity' | 'AssumeRoleWithSAML';
  /** ARN of the provider. */
  provider: string;
  sessionName: string;
  tags: Record<string, string>;
  transitiveTagKeys: string[];
  sourceIdentity?: string;
  /** Seconds after which the session ends, however long it was asked for. */
  mostSeconds?: number;
  /** The keys of the token or response, by the action that carries them. */
  context: { assume: Context; tagSession: Context; setSourceIdentity: Context };
}

/**
 * Gives a role's temporary credentials to whom an identity provider vouches for: what AssumeRoleWithWebIdentity and
 * AssumeRoleWithSAML have in common. Only the role's trust policy is asked. Why a role is refused, AWS does not tell the
 * caller; the decision log does.
 */
export function federatedRole(
  sts: Sts,
  input: GivenPolicies & { RoleArn: string; DurationSeconds: number },
  federation: Federation,
  sourceIp: string,
) {
  const { provider, sessionName, sourceIdentity, context: keys } = federation;
  const { tags, transitiveTagKeys } = federatedTags(federation);
  const tagKeys = tagContext({ requested: tags, inherited: {}, transitiveKeys: [] }, transitiveTagKeys);
  const role = sts.roles.byArn(input.RoleArn);
  const allowed = (action: string, context: Context) =>
    sts.authorize(
      { type: 'identity-provider', provider },
      {
        action: `sts:${action}`,
        resource: input.RoleArn,
        context: { 'aws:SourceIp': sourceIp, ...context },
        resourcePolicy: role?.trust,
      },
    ).decision === 'allowed';

  const identityKey = sourceIdentity !== undefined && { 'sts:SourceIdentity': sourceIdentity };
  const mayAssume =
    allowed(federation.operation, {
      ...keys.assume,
      'sts:RoleSessionName': sessionName,
      ...identityKey,
      ...tagKeys,
    }) &&
    (Object.keys(tags).length === 0 || allowed('TagSession', { ...keys.tagSession, ...tagKeys })) &&
    (!identityKey || allowed('SetSourceIdentity', { ...keys.setSourceIdentity, ...identityKey }));
  if (!role || !mayAssume)
    throw new AwsError('AccessDenied', `Not authorized to perform sts:${federation.operation}`, 403);

  requireDuration(input.DurationSeconds, role, false);
  const policies = readSessionPolicies(input, sts.managedPolicies);
  const packed = packedPolicySize(input, tags);
  const answer = assumedRole(sts.sessions, role, {
    name: sessionName,
    durationSeconds: Math.min(input.DurationSeconds, federation.mostSeconds ?? Infinity),
    facts: {
      ...(policies && { policies }),
      ...{ tags, transitiveTagKeys },
      ...(sourceIdentity !== undefined && { sourceIdentity }),
      federatedProvider: provider,
    },
  });
  return {
    ...answer,
    ...(packed > 0 && { PackedPolicySize: packed }),
    ...(sourceIdentity !== undefined && { SourceIdentity: sourceIdentity }),
  };
}
