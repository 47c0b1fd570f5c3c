import type { Principal } from '@sesame/iam';
import type { SessionPrincipal } from '../caller';
import type { Role } from './roles';
import type { User } from './users';

/**
 * The condition keys that every request of a principal carries (AWS documentation: AWS global condition context keys).
 * Tags of a session take the place of the role's own, whatever the case of their keys. `aws:MultiFactorAuthPresent` is not
 * among them: the sessions that AssumeRole gives do not carry it, and a user's own keys have none.
 */
export function principalContext(
  principal: Principal | SessionPrincipal,
  { role, user }: { role?: Role | undefined; user?: User | undefined },
): Record<string, string> {
  if (principal.type === 'user')
    return {
      'aws:PrincipalArn': principal.userArn,
      'aws:PrincipalAccount': principal.account,
      'aws:PrincipalType': 'User',
      ...(user && { 'aws:username': user.name, 'aws:userid': user.id, ...tagKeys(user.tags) }),
    };
  if (principal.type !== 'role-session') return {};
  const facts = 'session' in principal ? principal.session : undefined;
  const sessionName = principal.sessionArn.slice(principal.sessionArn.lastIndexOf('/') + 1);
  return {
    'aws:PrincipalArn': principal.roleArn,
    'aws:PrincipalAccount': principal.account,
    'aws:PrincipalType': 'AssumedRole',
    ...(role && { 'aws:userid': `${role.id}:${sessionName}` }),
    ...tagKeys(mergeTags(role?.tags ?? {}, facts?.tags ?? {})),
    ...(facts?.sourceIdentity !== undefined && { 'aws:SourceIdentity': facts.sourceIdentity }),
    ...(facts?.federatedProvider !== undefined && { 'aws:FederatedProvider': facts.federatedProvider }),
  };
}

function tagKeys(tags: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value]));
}

/** Keys of tags are the same whatever their case; of two that are, the later counts. */
export function mergeTags(earlier: Record<string, string>, later: Record<string, string>): Record<string, string> {
  const replaced = new Set(Object.keys(later).map((key) => key.toLowerCase()));
  const kept = Object.entries(earlier).filter(([key]) => !replaced.has(key.toLowerCase()));
  return { ...Object.fromEntries(kept), ...later };
}
