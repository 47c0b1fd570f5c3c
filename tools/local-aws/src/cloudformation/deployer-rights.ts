import { requireAllowed } from '../authorization';
import type { Caller } from '../caller';
import type { Access, Authorize } from '../operation';

/** Throws AWS's refusal unless all of these are allowed. */
export type RequireAllowed = (accesses: Access[]) => void;

export interface DeployerRights {
  authorize: Authorize;
  /** Name of the role that is not asked. */
  unaskedDeployer?: string | undefined;
}

/**
 * The condition keys of a call that CloudFormation makes in somebody's name: a forward access session (AWS documentation: IAM,
 * Forward access sessions). The caller's address is not among them.
 */
const viaCloudFormation = {
  'aws:ViaAWSService': 'true',
  'aws:CalledVia': ['cloudformation.amazonaws.com'],
  'aws:CalledViaFirst': 'cloudformation.amazonaws.com',
  'aws:CalledViaLast': 'cloudformation.amazonaws.com',
};

/** What CloudFormation may do in the name of whoever deploys; without a deployer, and for the one that is not asked, all. */
export function deployerRights({ authorize, unaskedDeployer }: DeployerRights): (deployer?: Caller) => RequireAllowed {
  return (deployer) => {
    const isAsked = deployer && !(deployer.type === 'role-session' && roleNameOf(deployer.roleArn) === unaskedDeployer);
    if (!isAsked) return () => undefined;
    return (accesses) =>
      requireAllowed(
        authorize,
        deployer,
        accesses.map((access) => ({ ...access, context: { ...viaCloudFormation, ...access.context } })),
      );
  };
}

function roleNameOf(roleArn: string): string {
  return roleArn.slice(roleArn.lastIndexOf('/') + 1);
}
