import { checkPolicy, MalformedPolicyError, type PolicyDocument } from '@sesame/iam';
import { AwsError } from '../aws-error';

/** Throws `MalformedPolicyDocument` where IAM could not read a policy, as it does when somebody stores it. */
export function requireReadable(document: PolicyDocument, kind: 'identity' | 'trust'): void {
  try {
    checkPolicy({ name: kind === 'trust' ? 'trust policy' : 'policy', document }, kind);
  } catch (error) {
    if (error instanceof MalformedPolicyError) throw new AwsError('MalformedPolicyDocument', error.message);
    throw error;
  }
}
