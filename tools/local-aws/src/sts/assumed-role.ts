import type { SessionFacts } from '../caller';
import type { Role } from '../iam/roles';
import type { Sessions } from './sessions';

/** Makes a role's session, and what STS answers about it. */
export function assumedRole(
  sessions: Sessions,
  role: Role,
  { name, durationSeconds, facts }: { name: string; durationSeconds: number; facts: SessionFacts },
) {
  const session = sessions.issue(role, name, durationSeconds, facts);
  return {
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: session.sessionToken,
      Expiration: new Date(session.expiresAt).toISOString(),
    },
    AssumedRoleUser: { Arn: session.principal.sessionArn, AssumedRoleId: `${role.id}:${name}` },
  };
}
