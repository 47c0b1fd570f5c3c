import { AwsError } from '../aws-error';

/**
 * The refusal of a value that breaks a constraint of the service's model, in the words AWS services share.
 * `member` is the path of the value in AWS's spelling: `content.simple.subject`.
 */
export function constraintError(member: string, constraint: string): AwsError {
  return new AwsError(
    'BadRequestException',
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}
