import * as z from 'zod';
import { requireReadable } from '../../iam/readable-policy';
import type { RoleSettings } from '../../iam/roles';
import { generatedName } from '../derived-ids';
import { identityPolicy, trustPolicy } from '../policy-document';
import { name, tags, text, wholeNumber } from '../property-values';
import { callsToCreateRole, callsToRemoveRole, callsToUpdateRole } from './aws-iam-role-calls';
import { attachablePolicyArn, iamPath } from './iam-names';
import { resourceType } from './resource-type';

const policyName = name(/^[\w+=,.@-]+$/, 128);

const properties = z.strictObject({
  RoleName: name(/^[\w+=,.@-]+$/, 64).exactOptional(),
  Path: iamPath.exactOptional(),
  Description: text.exactOptional(),
  AssumeRolePolicyDocument: trustPolicy,
  Policies: z.array(z.strictObject({ PolicyName: policyName, PolicyDocument: identityPolicy })).exactOptional(),
  ManagedPolicyArns: z.array(attachablePolicyArn).exactOptional(),
  PermissionsBoundary: attachablePolicyArn.exactOptional(),
  MaxSessionDuration: wholeNumber(3600, 43_200).exactOptional(),
  Tags: tags.exactOptional(),
});

export const iamRole = resourceType({
  type: 'AWS::IAM::Role',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-role.html',
  properties,
  attributes: ['Arn', 'RoleId'],
  claim: ({ RoleName }) => RoleName,
  calls: {
    create: (given, context) => callsToCreateRole(settingsOf(given, context), context.tagged),
    update(given, context) {
      const wanted = settingsOf(given, context);
      const existing = context.services.roles.byName(wanted.name);
      return existing ? callsToUpdateRole(wanted, existing, context.tagged) : callsToCreateRole(wanted, context.tagged);
    },
    remove(roleName, { services: { roles } }) {
      const existing = roles.byName(roleName);
      return existing ? callsToRemoveRole(existing) : [];
    },
  },
  apply(given, context) {
    const settings = settingsOf(given, context);
    requireReadable(settings.trust, 'trust');
    for (const { document } of settings.policies) requireReadable(document, 'identity');
    const role = context.services.roles.apply(settings);
    return { reference: role.name, attributes: { Arn: role.arn, RoleId: role.id } };
  },
  remove: (roleName, { services: { roles } }) => roles.remove(roleName),
});

function settingsOf(
  {
    RoleName,
    Path,
    Policies = [],
    Tags = [],
    ManagedPolicyArns,
    PermissionsBoundary,
    ...given
  }: z.infer<typeof properties>,
  { stackName, logicalId }: { stackName: string; logicalId: string },
): RoleSettings {
  return {
    name: RoleName ?? generatedName(stackName, logicalId, 64),
    ...(Path !== undefined && { path: Path }),
    trust: given.AssumeRolePolicyDocument,
    policies: Policies.map(({ PolicyName, PolicyDocument }) => ({ name: PolicyName, document: PolicyDocument })),
    ...(ManagedPolicyArns && { managedPolicyArns: ManagedPolicyArns }),
    ...(PermissionsBoundary !== undefined && { boundaryArn: PermissionsBoundary }),
    ...(given.MaxSessionDuration !== undefined && { maxSessionDurationSeconds: given.MaxSessionDuration }),
    tags: Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])),
  };
}
