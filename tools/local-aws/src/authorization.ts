import { authorize, principalName, type Decision, type Principal } from '@sesame/iam';
import { account, region } from './account';
import { AwsError } from './aws-error';
import type { Clock } from './clock';
import type { DecisionLog } from './decision-log';
import { principalContext } from './iam/principal-context';
import type { Recording } from './iam/recording';
import type { Roles } from './iam/roles';
import { createUsers, type Users } from './iam/users';
import type { Access, Authorize } from './operation';

/** Builds the one place where IAM is asked, for callers from outside and for every hop between services. */
export function createAuthorize({
  clock,
  roles,
  users = createUsers(),
  log,
  recording,
}: {
  clock: Clock;
  roles: Roles;
  users?: Users;
  log: DecisionLog;
  recording?: Recording;
}): Authorize {
  return (principal, access) => {
    const role = principal.type === 'role-session' ? roles.byArn(principal.roleArn) : undefined;
    const user = principal.type === 'user' ? users.byArn(principal.userArn) : undefined;
    const session = 'session' in principal ? principal.session?.policies : undefined;
    const request = {
      principal,
      action: access.action,
      resource: access.resource,
      resourceAccount: account,
      context: { ...globalContext(clock.now()), ...principalContext(principal, { role, user }), ...access.context },
    };
    const policies = {
      ...(role ? roles.policiesOf(role) : { identity: user?.policies ?? [] }),
      ...(session && { session }),
      ...(access.resourcePolicy && { resource: { name: 'resource policy', document: access.resourcePolicy } }),
    };
    const decision = authorize(request, policies);
    log.record(clock.now(), decision);
    recording?.record(request, policies, decision);
    return decision;
  };
}

function globalContext(now: number): Record<string, string> {
  return {
    'aws:CurrentTime': new Date(now).toISOString(),
    'aws:EpochTime': String(Math.floor(now / 1000)),
    'aws:RequestedRegion': region,
    // On AWS every call comes over TLS; on the loopback interface plain HTTP stands for it.
    'aws:SecureTransport': 'true',
  };
}

/** Throws AWS's refusal unless all of `accesses` are allowed. The embedded AWS adds the statement that is missing. */
export function requireAllowed(authorizeOne: Authorize, principal: Principal, accesses: Access[]): void {
  for (const access of accesses) {
    const decision = authorizeOne(principal, access);
    if (decision.decision !== 'allowed') throw new AwsError('AccessDenied', denial(decision), 403);
  }
}

function denial(decision: Exclude<Decision, { decision: 'allowed' }>): string {
  const { principal, action, resource, reason } = decision;
  const refused = `User: ${principalName(principal)} is not authorized to perform: ${action} on resource: ${resource}`;
  if (decision.decision === 'explicitly-denied') return `${refused} ${reason}`;
  return `${refused} because ${reason}. Missing statement: ${JSON.stringify(decision.missing)}`;
}
