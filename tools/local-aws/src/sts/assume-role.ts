import * as z from 'zod';
import { AwsError } from '../aws-error';
import type { Caller } from '../caller';
import { mergeTags } from '../iam/principal-context';
import type { Role } from '../iam/roles';
import { operation } from '../operation';
import { assumedRole } from './assumed-role';
import { durationSeconds, roleArnMember, roleSessionName, sourceIdentity } from './members';
import { packedPolicySize } from './packed-policy';
import { secondFactorContext } from './second-factor';
import { requireDuration } from './session-duration';
import { readSessionPolicies, sessionPolicyMembers } from './session-policies';
import { readSessionTags, sessionTags, tagContext, transitiveTagKeys } from './session-tags';
import type { Sts } from './sts';

/**
 * Gives a role's temporary credentials to a caller whom the role's trust policy lets. Beside sts:AssumeRole it asks for
 * sts:TagSession where there are tags, and for sts:SetSourceIdentity where there is a source identity, of the request or
 * handed on by the caller's own session (for tags that are handed on, that is unverified, and the stricter reading). Those
 * two carry their own keys alone, and not sts:ExternalId (AWS's service authorization reference).
 */
export const assumeRole = operation<Sts>()({
  name: 'AssumeRole',
  documentation: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html',
  input: z.strictObject({
    RoleArn: roleArnMember,
    RoleSessionName: roleSessionName,
    ExternalId: z
      .string()
      .regex(/^[\w+=,.@:/-]{2,1224}$/)
      .optional(),
    DurationSeconds: durationSeconds,
    ...sessionPolicyMembers,
    Tags: sessionTags,
    TransitiveTagKeys: transitiveTagKeys,
    SourceIdentity: sourceIdentity.optional(),
    SerialNumber: z
      .string()
      .regex(/^[\w+=/:,.@-]{9,256}$/)
      .optional(),
    TokenCode: z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
  }),
  access(sts, input, caller) {
    const role = sts.roles.byArn(input.RoleArn);
    const tags = readSessionTags(input, caller);
    const identity = input.SourceIdentity ?? sourceIdentityOf(caller);
    const anyTags = Object.keys({ ...tags.requested, ...tags.inherited }).length > 0;
    const tagKeys = tagContext(tags, input.TransitiveTagKeys);
    const always = { ...secondFactorContext(sts, input, caller), ...resourceTags(role) };
    const identityKey = identity !== undefined && { 'sts:SourceIdentity': identity };
    const asked = (action: string, context: Record<string, string | string[]>) => ({
      action,
      resource: input.RoleArn,
      context: { ...always, ...context },
      // A role that is not there trusts nobody; AWS does not tell the two apart either.
      resourcePolicy: role?.trust,
    });
    return [
      asked('sts:AssumeRole', {
        'sts:RoleSessionName': input.RoleSessionName,
        ...(input.ExternalId !== undefined && { 'sts:ExternalId': input.ExternalId }),
        ...identityKey,
        ...tagKeys,
      }),
      ...(anyTags ? [asked('sts:TagSession', tagKeys)] : []),
      ...(identityKey ? [asked('sts:SetSourceIdentity', identityKey)] : []),
    ];
  },
  run({ roles, sessions, managedPolicies }, input, { principal: caller }) {
    const role = roles.byArn(input.RoleArn);
    if (!role) throw new AwsError('AccessDenied', `There is no role ${input.RoleArn}.`, 403);
    requireDuration(input.DurationSeconds, role, caller.type === 'role-session');
    const inheritedIdentity = sourceIdentityOf(caller);
    if (input.SourceIdentity !== undefined && ![undefined, input.SourceIdentity].includes(inheritedIdentity))
      throw new AwsError('AccessDenied', 'The source identity of a session cannot be changed.', 403);
    const policies = readSessionPolicies(input, managedPolicies);
    const { requested, inherited, transitiveKeys } = readSessionTags(input, caller);
    const tags = mergeTags(inherited, requested);
    const packed = packedPolicySize(input, tags);
    const identity = input.SourceIdentity ?? inheritedIdentity;
    const answer = assumedRole(sessions, role, {
      name: input.RoleSessionName,
      durationSeconds: input.DurationSeconds,
      facts: {
        ...(policies && { policies }),
        tags,
        transitiveTagKeys: transitiveKeys,
        ...(identity !== undefined && { sourceIdentity: identity }),
      },
    });
    return {
      ...answer,
      ...(packed > 0 && { PackedPolicySize: packed }),
      ...(identity !== undefined && { SourceIdentity: identity }),
    };
  },
});

function sourceIdentityOf(caller: Caller): string | undefined {
  return caller.type === 'role-session' ? caller.session?.sourceIdentity : undefined;
}

function resourceTags(role: Role | undefined): Record<string, string> {
  const tags = Object.entries(role?.tags ?? {});
  return Object.fromEntries(
    tags.flatMap(([key, value]) => [
      [`iam:ResourceTag/${key}`, value],
      [`aws:ResourceTag/${key}`, value],
    ]),
  );
}
