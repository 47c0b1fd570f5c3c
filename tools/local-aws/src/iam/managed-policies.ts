import type { NamedPolicy, PolicyDocument } from '@sesame/iam';
import { arn } from '../account';

/** A policy that stands by itself: on a role it grants, as a permissions boundary it limits. */
export interface ManagedPolicy extends NamedPolicy {
  arn: string;
  /** Names of the roles that the policy itself says it is attached to. */
  attachedTo: string[];
}

/** The managed policies of the account. AWS's own (`arn:aws:iam::aws:policy/…`) are not known here. */
export interface ManagedPolicies {
  /** Creates or replaces one; its ARN is `arn:aws:iam::000000000000:policy/sesame/x` for path `/sesame/`. */
  apply(policy: { name: string; path?: string; document: PolicyDocument; attachedTo?: string[] }): ManagedPolicy;
  remove(policyArn: string): void;
  byArn(policyArn: string): ManagedPolicy | undefined;
  /** Those that say of themselves that they are attached to this role. */
  attachedTo(roleName: string): ManagedPolicy[];
}

export function managedPolicyArn(name: string, path = '/'): string {
  return arn('iam', `policy${path}${name}`, { region: '' });
}

export function createManagedPolicies(): ManagedPolicies {
  const policies = new Map<string, ManagedPolicy>();
  return {
    apply({ name, path, document, attachedTo = [] }) {
      const policy = { name, arn: managedPolicyArn(name, path), document, attachedTo };
      policies.set(policy.arn, policy);
      return policy;
    },
    remove: (policyArn) => void policies.delete(policyArn),
    byArn: (policyArn) => policies.get(policyArn),
    attachedTo: (roleName) => [...policies.values()].filter(({ attachedTo }) => attachedTo.includes(roleName)),
  };
}
