import type { NamedPolicy, PolicyDocument } from '@sesame/iam';
import { arn } from '../account';

/** An IAM role as deployed: who may assume it, and what it may do. */
export interface Role {
  name: string;
  arn: string;
  trust: PolicyDocument;
  policies: NamedPolicy[];
  maxSessionDurationSeconds: number;
}

/** The roles of the account. They come from the deployed stacks, so they are made again at every start and need no store. */
export interface Roles {
  /** Creates or replaces a role; returns it with its ARN (`arn:aws:iam::000000000000:role/sesame/x` for path `/sesame/`). */
  apply(role: {
    name: string;
    path?: string;
    trust: PolicyDocument;
    policies: NamedPolicy[];
    maxSessionDurationSeconds?: number;
  }): Role;
  remove(name: string): void;
  byName(name: string): Role | undefined;
  byArn(roleArn: string): Role | undefined;
  all(): Role[];
}

export function createRoles(): Roles {
  const roles = new Map<string, Role>();
  return {
    apply({ name, path = '/', trust, policies, maxSessionDurationSeconds = 3600 }) {
      const role = {
        name,
        arn: arn('iam', `role${path}${name}`, { region: '' }),
        trust,
        policies,
        maxSessionDurationSeconds,
      };
      roles.set(name, role);
      return role;
    },
    remove: (name) => void roles.delete(name),
    byName: (name) => roles.get(name),
    byArn: (roleArn) => [...roles.values()].find((role) => role.arn === roleArn),
    all: () => [...roles.values()],
  };
}
