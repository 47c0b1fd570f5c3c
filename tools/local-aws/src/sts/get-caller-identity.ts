import * as z from 'zod';
import { AwsError } from '../aws-error';
import { operation } from '../operation';
import { callerIdentity } from './caller-identity';
import type { Sts } from './sts';

/** Needs no permission: no policy can deny it usefully, and AWS asks none. */
export const getCallerIdentity = operation<Sts>()({
  name: 'GetCallerIdentity',
  documentation: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html',
  input: z.strictObject({}),
  access: () => [],
  run(sts, _input, { principal }) {
    const identity = callerIdentity(principal, sts);
    if (!identity) throw new AwsError('AccessDenied', 'Only a user or the session of a role calls STS.', 403);
    return { Arn: identity.arn, UserId: identity.userId, Account: identity.account };
  },
});
