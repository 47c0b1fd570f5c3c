import type { NamedPolicy, Policies, PolicyDocument } from '@sesame/iam';
import { arn } from '../account';
import { AwsError } from '../aws-error';
import { derivedId } from '../cloudformation/derived-ids';
import { createManagedPolicies, type ManagedPolicies } from './managed-policies';
import { requirePolicySizes } from './policy-sizes';

/** An IAM role as deployed: who may assume it, and what it may do. */
export interface Role {
  name: string;
  arn: string;
  /** `AROA…`; here it follows from the ARN, on AWS every new role has another. */
  id: string;
  trust: PolicyDocument;
  /** Those inside the role. */
  policies: NamedPolicy[];
  managedPolicyArns: string[];
  boundaryArn?: string;
  tags: Record<string, string>;
  maxSessionDurationSeconds: number;
}

export interface RoleSettings {
  name: string;
  path?: string;
  trust: PolicyDocument;
  policies: NamedPolicy[];
  managedPolicyArns?: string[];
  boundaryArn?: string;
  tags?: Record<string, string>;
  maxSessionDurationSeconds?: number;
}

/** The roles of the account. They come from the deployed stacks, so they are made again at every start and need no store. */
export interface Roles {
  /**
   * Creates or replaces a role; returns it with its ARN (`arn:aws:iam::000000000000:role/sesame/x` for path `/sesame/`).
   * Throws AWS's refusal of a managed policy or boundary that is not there, and of policies beyond IAM's sizes.
   */
  apply(role: RoleSettings): Role;
  remove(name: string): void;
  byName(name: string): Role | undefined;
  byArn(roleArn: string): Role | undefined;
  all(): Role[];
  /** All policies that hang on a role, inside it and managed, and its permissions boundary. */
  policiesOf(role: Role): Pick<Policies, 'identity' | 'boundary'>;
}

export function roleArn(name: string, path = '/'): string {
  return arn('iam', `role${path}${name}`, { region: '' });
}

export function createRoles(managedPolicies: ManagedPolicies = createManagedPolicies()): Roles {
  const roles = new Map<string, Role>();

  /** AWS's texts, each with its own word for the same. */
  function requireThere({ managedPolicyArns = [], boundaryArn }: RoleSettings): void {
    const missing = managedPolicyArns.find((policyArn) => !managedPolicies.byArn(policyArn));
    if (missing !== undefined)
      throw new AwsError('NoSuchEntity', `Policy ${missing} does not exist or is not attachable.`, 404);
    if (boundaryArn !== undefined && !managedPolicies.byArn(boundaryArn))
      throw new AwsError('NoSuchEntity', `Scope ARN: ${boundaryArn} does not exist or is not attachable.`, 404);
  }

  return {
    apply(settings) {
      requireThere(settings);
      requirePolicySizes(settings);
      const { name, path, trust, policies, boundaryArn } = settings;
      const arnOfRole = roleArn(name, path);
      const role: Role = {
        name,
        arn: arnOfRole,
        id: `AROA${derivedId(17, arnOfRole)}`,
        trust,
        policies,
        managedPolicyArns: settings.managedPolicyArns ?? [],
        ...(boundaryArn !== undefined && { boundaryArn }),
        tags: settings.tags ?? {},
        maxSessionDurationSeconds: settings.maxSessionDurationSeconds ?? 3600,
      };
      roles.set(name, role);
      return role;
    },
    remove: (name) => void roles.delete(name),
    byName: (name) => roles.get(name),
    byArn: (wanted) => [...roles.values()].find((role) => role.arn === wanted),
    all: () => [...roles.values()],
    policiesOf({ name, policies, managedPolicyArns, boundaryArn }) {
      const managed = managedPolicyArns.flatMap((policyArn) => managedPolicies.byArn(policyArn) ?? []);
      const boundary = boundaryArn === undefined ? undefined : managedPolicies.byArn(boundaryArn);
      return {
        identity: [...policies, ...new Set([...managed, ...managedPolicies.attachedTo(name)])],
        ...(boundary && { boundary }),
      };
    },
  };
}

/** Throws while a role has this managed policy, as a policy or as its boundary. */
export function requireDetached(roles: Roles, policyArn: string): void {
  const holder = roles
    .all()
    .find((role) => role.boundaryArn === policyArn || role.managedPolicyArns.includes(policyArn));
  if (holder)
    throw new AwsError('DeleteConflict', `Cannot delete a policy attached to entities: the role ${holder.name}.`, 409);
}
