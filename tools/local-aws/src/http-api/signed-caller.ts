import { arn } from '../account';
import { requireAllowed } from '../authorization';
import { AwsError } from '../aws-error';
import type { Clock } from '../clock';
import type { Roles } from '../iam/roles';
import type { Users } from '../iam/users';
import type { Authorize } from '../operation';
import { verifySignature } from '../signature';
import { callerIdentity } from '../sts/caller-identity';
import type { Sessions } from '../sts/sessions';
import type { ReceivedRequest } from './request-event';

/** What API Gateway tells a function about who signed a request: `requestContext.authorizer.iam`. */
export interface SignedCaller {
  accessKey: string;
  accountId: string;
  callerId: string;
  cognitoIdentity: null;
  /** The account is in no organisation. */
  principalOrgId: null;
  userArn: string;
  userId: string;
}

export interface SignedCallerParts {
  clock: Clock;
  sessions: Sessions;
  roles: Roles;
  users: Users;
  authorize: Authorize;
}

/**
 * Who signed a request to a route with AWS_IAM: its Signature Version 4 for `execute-api` is verified, and IAM is asked for
 * `execute-api:Invoke` on `<api>/$default/<method>/<path>`. API Gateway answers every refusal alike, 403 Forbidden; `refused`
 * says why. AWS documentation: "Control access to HTTP APIs with IAM authorization in API Gateway".
 */
export function signedCaller(
  { clock, sessions, roles, users, authorize }: SignedCallerParts,
  apiId: string,
  request: ReceivedRequest,
): { caller: SignedCaller } | { refused: string } {
  const { method, url, path, rawHeaders, body, sourceIp } = request;
  const times = { now: clock.now(), signingClocks: clock.signingTimes() };
  const signed = { method, url, headers: joined(rawHeaders), body };
  const credentialsOf = (accessKeyId: string) =>
    sessions.byAccessKeyId(accessKeyId) ?? users.byAccessKeyId(accessKeyId)?.credentials;
  const verdict = verifySignature(signed, credentialsOf, times);
  if (!verdict.verified) return { refused: verdict.reason };
  if (verdict.service !== 'execute-api') return { refused: "Credential should be scoped to service 'execute-api'." };

  const { principal, accessKeyId } = verdict.credentials;
  const identity = callerIdentity(principal, { roles, users });
  if (!identity) return { refused: 'Only a user or the session of a role calls an API.' };
  const resource = arn('execute-api', `${apiId}/$default/${method}${path}`);
  try {
    const context = { 'aws:SourceIp': sourceIp };
    requireAllowed(authorize, principal, [{ action: 'execute-api:Invoke', resource, context }]);
  } catch (error) {
    if (error instanceof AwsError) return { refused: error.message };
    throw error;
  }
  const { arn: userArn, userId } = identity;
  return {
    caller: {
      ...{ accessKey: accessKeyId, accountId: identity.account, callerId: userId, userArn, userId },
      ...{ cognitoIdentity: null, principalOrgId: null },
    },
  };
}

function joined(rawHeaders: string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? '';
    const value = rawHeaders[index + 1] ?? '';
    headers[name] = headers[name] === undefined ? value : `${headers[name]},${value}`;
  }
  return headers;
}
