import type { Authenticate, KeyHolder, KeyPermission } from './authentication';
import type { IamCaller } from './iam-caller';

/**
 * Authenticates a route that stands in both APIs: by a key, or, where API Gateway has checked a signature, by the role that
 * signed. Which routes a role may call its policy has said already, so it holds the permission that the route asks for, and
 * unless that is said no more than to send.
 */
export function keyOrRole(byKey: Authenticate, permission: KeyPermission = 'sending_access'): Authenticate {
  return (headers, caller) => (caller ? Promise.resolve(holderOf(caller, permission)) : byKey(headers));
}

/** HTTP APIs let in no other account, so the data are this account's. */
function holderOf({ userArn, userId }: IamCaller, permission: KeyPermission): KeyHolder {
  const role = /^arn:[\w-]+:sts::\d+:assumed-role\/[^/]+/.exec(userArn)?.[0];
  return { connection: 'own', keyId: role ?? userId, signedBy: userArn, permission };
}
