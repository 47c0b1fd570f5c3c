import { checkPolicy, MalformedPolicyError, type NamedPolicy } from '@sesame/iam';
import * as z from 'zod';
import { AwsError } from '../aws-error';
import { identityPolicy } from '../cloudformation/policy-document';
import type { ManagedPolicies } from '../iam/managed-policies';

/** The members of a request that hand policies over. */
export const sessionPolicyMembers = {
  Policy: z.string().min(1).max(2048).optional(),
  PolicyArns: z
    .array(z.strictObject({ arn: z.string().min(20).max(2048) }))
    .max(10)
    .default([]),
};

export interface GivenPolicies {
  Policy?: string | undefined;
  PolicyArns: { arn: string }[];
}

/** Reads session policies; undefined where none were given, so that nothing limits. Throws `MalformedPolicyDocument`. */
export function readSessionPolicies(
  { Policy, PolicyArns }: GivenPolicies,
  managedPolicies: ManagedPolicies,
): NamedPolicy[] | undefined {
  if (Policy === undefined && PolicyArns.length === 0) return undefined;
  const managed = PolicyArns.map(({ arn }) => {
    const policy = managedPolicies.byArn(arn);
    if (!policy) throw new AwsError('ValidationError', `Policy ${arn} does not exist or is not attachable.`);
    return policy;
  });
  return [...(Policy === undefined ? [] : [readInlinePolicy(Policy)]), ...managed];
}

function readInlinePolicy(text: string): NamedPolicy {
  try {
    const policy = { name: 'session policy', document: identityPolicy.parse(JSON.parse(text)) };
    checkPolicy(policy, 'session');
    return policy;
  } catch (error) {
    throw new AwsError('MalformedPolicyDocument', inWords(error));
  }
}

function inWords(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  if (error instanceof MalformedPolicyError) return error.message;
  return 'This policy contains invalid Json';
}
