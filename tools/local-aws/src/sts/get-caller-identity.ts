import * as z from 'zod';
import { operation } from '../operation';
import type { Sts } from './sts';

/** Needs no permission: no policy can deny it usefully, and AWS asks none. */
export const getCallerIdentity = operation<Sts>()({
  name: 'GetCallerIdentity',
  documentation: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html',
  input: z.strictObject({}),
  access: () => [],
  run(_sts, _input, { principal }) {
    if (principal.type === 'service') throw new Error('A service does not call STS over HTTP.');
    const [, roleName = '', sessionName = ''] = principal.sessionArn.split('/');
    return {
      Arn: principal.sessionArn,
      UserId: `AROA${roleName.toUpperCase()}:${sessionName}`,
      Account: principal.account,
    };
  },
});
