import type { Caller } from '../caller';
import type { Roles } from '../iam/roles';
import type { Users } from '../iam/users';

/** Who somebody is, as STS and API Gateway say it; undefined for a service, and for nobody. */
export function callerIdentity(
  principal: Caller,
  { roles, users }: { roles: Roles; users: Users },
): { arn: string; userId: string; account: string } | undefined {
  if (principal.type === 'role-session') {
    const { sessionArn, roleArn, account } = principal;
    const sessionName = sessionArn.slice(sessionArn.lastIndexOf('/') + 1);
    // Of a role that is gone meanwhile its sessions are left, and on AWS they still know its id.
    return { arn: sessionArn, userId: `${roles.byArn(roleArn)?.id ?? 'AROA'}:${sessionName}`, account };
  }
  if (principal.type !== 'user') return undefined;
  return { arn: principal.userArn, userId: users.byArn(principal.userArn)?.id ?? 'AIDA', account: principal.account };
}
