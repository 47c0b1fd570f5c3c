import * as z from 'zod';
import { AwsError } from '../aws-error';
import { operation } from '../operation';
import type { Sts } from './sts';

/**
 * Gives a role's temporary credentials to a caller whom the role's trust policy names. Session policies, tags,
 * SourceIdentity and MFA are not emulated, so a request that has them is refused by name.
 */
export const assumeRole = operation<Sts>()({
  name: 'AssumeRole',
  documentation: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html',
  input: z.strictObject({
    RoleArn: z.string(),
    RoleSessionName: z.string().regex(/^[\w+=,.@-]{2,64}$/),
    ExternalId: z
      .string()
      .regex(/^[\w+=,.@:/-]{2,1224}$/)
      .optional(),
    DurationSeconds: z.coerce.number().int().min(900).max(43_200).default(3600),
  }),
  access: ({ roles }, { RoleArn, RoleSessionName, ExternalId }) => [
    {
      action: 'sts:AssumeRole',
      resource: RoleArn,
      context: {
        'sts:RoleSessionName': RoleSessionName,
        ...(ExternalId !== undefined && { 'sts:ExternalId': ExternalId }),
      },
      // A role that is not there trusts nobody; AWS does not tell the two apart either.
      resourcePolicy: roles.byArn(RoleArn)?.trust ?? { Version: '2012-10-17', Statement: [] },
    },
  ],
  run({ roles, sessions }, { RoleArn, RoleSessionName, DurationSeconds }) {
    const role = roles.byArn(RoleArn);
    if (!role) throw new AwsError('AccessDenied', `There is no role ${RoleArn}.`, 403);
    // Every caller of the embedded STS holds a role's session already, so each AssumeRole is role chaining.
    if (DurationSeconds > 3600)
      throw new AwsError(
        'ValidationError',
        'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
      );
    const session = sessions.issue(role, RoleSessionName, DurationSeconds);
    return {
      Credentials: {
        AccessKeyId: session.accessKeyId,
        SecretAccessKey: session.secretAccessKey,
        SessionToken: session.sessionToken,
        Expiration: new Date(session.expiresAt).toISOString(),
      },
      AssumedRoleUser: {
        Arn: session.principal.sessionArn,
        AssumedRoleId: `${role.id}:${RoleSessionName}`,
      },
    };
  },
});
