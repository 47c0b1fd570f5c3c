import { AwsError } from '../aws-error';
import type { Role, Roles } from '../iam/roles';
import type { Authorize } from '../operation';
import type { Session, Sessions } from '../sts/sessions';
import type { FunctionSettings } from './lambda';

const sessionSeconds = 3600;

/**
 * Assumes a function's role as Lambda does, when the role's trust policy lets it, for an hour. Throws AWS's refusal
 * where it does not, or where there is no such role.
 */
export function executionRole({
  roles,
  sessions,
  authorize,
}: {
  roles: Roles;
  sessions: Sessions;
  authorize: Authorize;
}): (settings: FunctionSettings) => Session {
  const mayBeAssumed = (role: Role) =>
    authorize(
      { type: 'service', service: 'lambda.amazonaws.com' },
      { action: 'sts:AssumeRole', resource: role.arn, resourcePolicy: role.trust },
    ).decision === 'allowed';

  return ({ roleArn, name }) => {
    const role = roles.byArn(roleArn);
    if (!role || !mayBeAssumed(role)) {
      throw new AwsError(
        'AccessDeniedException',
        'The role defined for the function cannot be assumed by Lambda.',
        403,
      );
    }
    return sessions.issue(role, name, sessionSeconds);
  };
}
