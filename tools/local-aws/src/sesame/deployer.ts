import type { Roles } from '../iam/roles';
import { identityPolicy } from '../cloudformation/policy-document';
import policy from './deployer-policy.json';

/**
 * The role that deploys on this machine, and exists nowhere else: what the framework calls to deploy, show, invoke and
 * remove the stacks of Sesame, and nothing more. Nobody assumes it; the credentials door gives it out.
 */
export function applyDeployer(roles: Roles, roleName: string): void {
  roles.apply({
    name: roleName,
    path: '/sesame/',
    trust: { Version: '2012-10-17', Statement: [] },
    policies: [{ name: 'deployer', document: identityPolicy.parse(policy) }],
  });
}
