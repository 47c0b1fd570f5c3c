import { randomBytes } from 'node:crypto';
import { account, arn } from '../account';
import type { Credentials, SessionFacts, SessionPrincipal } from '../caller';
import type { Clock } from '../clock';
import type { Role } from '../iam/roles';

/** Temporary credentials of an assumed role. */
export interface Session extends Credentials {
  sessionToken: string;
  principal: SessionPrincipal;
}

export interface Sessions {
  /**
   * Issues credentials for a role; whether it may be assumed has been asked before. `durationSeconds` counts on the
   * embedded clock, and what was handed over holds for every call of the session.
   */
  issue(role: Role, sessionName: string, durationSeconds: number, facts?: SessionFacts): Session;
  byAccessKeyId(accessKeyId: string): Session | undefined;
  /** Forgets a session, for example when the Lambda process that held it is gone. */
  revoke(session: Session): void;
}

export function createSessions(clock: Clock): Sessions {
  const sessions = new Map<string, Session>();
  const forgetExpired = () => {
    // An expired session is remembered for an hour, so that its holder reads ExpiredToken and not "unknown key".
    for (const [key, session] of sessions) if (session.expiresAt + 3_600_000 < clock.now()) sessions.delete(key);
  };
  return {
    issue(role, sessionName, durationSeconds, facts) {
      forgetExpired();
      const session: Session = {
        accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
        secretAccessKey: randomBytes(30).toString('base64'),
        sessionToken: randomBytes(96).toString('base64'),
        expiresAt: clock.now() + durationSeconds * 1000,
        principal: {
          type: 'role-session',
          account,
          roleArn: role.arn,
          // A role's path stands in its own ARN and not in those of its sessions.
          sessionArn: arn('sts', `assumed-role/${role.name}/${sessionName}`, { region: '' }),
          ...(facts && { session: facts }),
        },
      };
      sessions.set(session.accessKeyId, session);
      return session;
    },
    byAccessKeyId: (accessKeyId) => sessions.get(accessKeyId),
    revoke: (session) => void sessions.delete(session.accessKeyId),
  };
}
