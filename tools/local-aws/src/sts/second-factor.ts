import { AwsError } from '../aws-error';
import type { Caller } from '../caller';
import type { Sts } from './sts';

/** The members of a request that show a second factor. */
export interface SecondFactor {
  SerialNumber?: string | undefined;
  TokenCode?: string | undefined;
}

/**
 * Checks a code against the MFA device of the user who calls: only a user has one, so the session of a role cannot show
 * any. Gives the condition keys that speak of it; without a code there are none. Throws `AccessDenied` with AWS's texts.
 */
export function secondFactorContext(
  { users, clock }: Pick<Sts, 'users' | 'clock'>,
  { SerialNumber, TokenCode }: SecondFactor,
  caller: Caller,
): Record<string, string> {
  if (SerialNumber === undefined && TokenCode === undefined) return {};
  if (SerialNumber === undefined || TokenCode === undefined)
    throw new AwsError('ValidationError', 'SerialNumber and TokenCode are given together.');
  const device = caller.type === 'user' ? users.byArn(caller.userArn)?.mfaDevice : undefined;
  if (device?.serialNumber !== SerialNumber)
    throw new AwsError(
      'AccessDenied',
      'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
      403,
    );
  if (!device.accepts(TokenCode, clock.now()))
    throw new AwsError('AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code. ', 403);
  return { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': '0' };
}
