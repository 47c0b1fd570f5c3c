import type { PolicyDocument } from '@sesame/iam';
import { AwsError } from '../aws-error';
import type { RoleSettings } from './roles';

/** AWS documentation, "IAM and AWS STS quotas": characters, of which white space does not count. */
const most = { trustPolicy: 2048, policiesInRole: 10_240, managedPolicy: 6144, managedPoliciesOfRole: 10 };

function sizeOf(document: PolicyDocument): number {
  return JSON.stringify(document).replaceAll(/\s/g, '').length;
}

/** Throws where a role's policies are larger than IAM takes without a quota of one's own. */
export function requirePolicySizes({ name, trust, policies, managedPolicyArns = [] }: RoleSettings): void {
  if (sizeOf(trust) > most.trustPolicy) throw beyond(`Cannot exceed quota for ACLSizePerRole: ${most.trustPolicy}`);
  const inline = policies.reduce((sum, { document }) => sum + sizeOf(document), 0);
  if (inline > most.policiesInRole)
    throw beyond(`Maximum policy size of ${most.policiesInRole} bytes exceeded for role ${name}`);
  if (managedPolicyArns.length > most.managedPoliciesOfRole)
    throw beyond(`Cannot exceed quota for PoliciesPerRole: ${most.managedPoliciesOfRole}`);
}

/** The same for a managed policy. */
export function requireManagedPolicySize(document: PolicyDocument): void {
  if (sizeOf(document) > most.managedPolicy) throw beyond(`Cannot exceed quota for PolicySize: ${most.managedPolicy}`);
}

function beyond(message: string): AwsError {
  return new AwsError('LimitExceeded', message, 409);
}
