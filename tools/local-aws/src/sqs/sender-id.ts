import { hash } from 'node:crypto';
import { principalName } from '@sesame/iam';
import type { Caller } from '../caller';

/**
 * The `SenderId` of a message: of a role's session `AROA…:session-name`, as AWS gives it (the role's unique id is
 * derived from its ARN here); of a service its name.
 */
export function senderIdOf(principal: Caller): string {
  if (principal.type !== 'role-session') return principalName(principal);
  const roleId = `AROA${hash('sha256', principal.roleArn).slice(0, 17).toUpperCase()}`;
  return `${roleId}:${principal.sessionArn.slice(principal.sessionArn.lastIndexOf('/') + 1)}`;
}
