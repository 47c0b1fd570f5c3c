import * as z from 'zod';
import { AwsError } from '../aws-error';
import { operation } from '../operation';
import type { Sts } from './sts';

/** Needs no permission: no policy can deny it usefully, and AWS asks none. */
export const getCallerIdentity = operation<Sts>()({
  name: 'GetCallerIdentity',
  documentation: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html',
  input: z.strictObject({}),
  access: () => [],
  run({ roles, users }, _input, { principal }) {
    switch (principal.type) {
      case 'role-session': {
        const sessionName = principal.sessionArn.slice(principal.sessionArn.lastIndexOf('/') + 1);
        // Of a role that is gone meanwhile its sessions are left, and on AWS they still know its id.
        const roleId = roles.byArn(principal.roleArn)?.id ?? 'AROA';
        return { Arn: principal.sessionArn, UserId: `${roleId}:${sessionName}`, Account: principal.account };
      }
      case 'user':
        return { Arn: principal.userArn, UserId: users.byArn(principal.userArn)?.id, Account: principal.account };
      default:
        throw new AwsError('AccessDenied', 'Only a user or the session of a role calls STS.', 403);
    }
  },
});
