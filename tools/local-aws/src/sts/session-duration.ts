import { AwsError } from '../aws-error';
import type { Role } from '../iam/roles';

const mostOfAChain = 3600;

/** Throws where a session would last longer than its role allows, or, assumed by another role's session, than an hour. */
export function requireDuration(seconds: number, role: Role, isChained: boolean): void {
  if (isChained && seconds > mostOfAChain)
    throw new AwsError(
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  if (seconds > role.maxSessionDurationSeconds)
    throw new AwsError(
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
}
