import * as z from 'zod';
import { managedPolicyArn } from '../../iam/managed-policies';
import { requireManagedPolicySize } from '../../iam/policy-sizes';
import { requireReadable } from '../../iam/readable-policy';
import { requireDetached, roleArn } from '../../iam/roles';
import type { Access } from '../../operation';
import { derivedId, generatedName } from '../derived-ids';
import { identityPolicy } from '../policy-document';
import { name, text } from '../property-values';
import { iamPath } from './iam-names';
import { calls } from './calls';
import { resourceType, type Services } from './resource-type';

/** A policy for roles, and for boundaries of roles. There are no users or groups in a template here, so none can have it. */
export const iamManagedPolicy = resourceType({
  type: 'AWS::IAM::ManagedPolicy',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-managedpolicy.html',
  properties: z.strictObject({
    ManagedPolicyName: name(/^[\w+=,.@-]+$/, 128).exactOptional(),
    Path: iamPath.exactOptional(),
    Description: text.exactOptional(),
    PolicyDocument: identityPolicy,
    Roles: z.array(z.string()).exactOptional(),
  }),
  attributes: ['PolicyArn', 'PolicyId'],
  claim: ({ ManagedPolicyName, Path = '/' }) => ManagedPolicyName && Path + ManagedPolicyName,
  calls: {
    create: ({ ManagedPolicyName, Path, Roles = [] }, { stackName, logicalId, services }) => {
      const arn = managedPolicyArn(ManagedPolicyName ?? generatedName(stackName, logicalId, 128), Path);
      return [...calls('iam', ['CreatePolicy', 'GetPolicy'], arn), ...attachments(Roles, arn, services)];
    },
    // A managed policy keeps its last versions, of which the oldest goes.
    update: ({ ManagedPolicyName, Path, Roles = [] }, { stackName, logicalId, services }) => {
      const arn = managedPolicyArn(ManagedPolicyName ?? generatedName(stackName, logicalId, 128), Path);
      const operations = ['GetPolicy', 'ListPolicyVersions', 'CreatePolicyVersion', 'DeletePolicyVersion'];
      return [...calls('iam', operations, arn), ...attachments(Roles, arn, services)];
    },
    remove: (pathAndName) => calls('iam', ['ListPolicyVersions', 'DeletePolicy', 'GetPolicy'], arnOf(pathAndName)),
  },
  apply(properties, { stackName, logicalId, services: { managedPolicies, roles } }) {
    const { ManagedPolicyName = generatedName(stackName, logicalId, 128), Path = '/', Roles = [] } = properties;
    const missing = Roles.find((roleName) => !roles.byName(roleName));
    if (missing !== undefined) throw new Error(`The role with name ${missing} cannot be found.`);
    requireManagedPolicySize(properties.PolicyDocument);
    requireReadable(properties.PolicyDocument, 'identity');
    const { arn } = managedPolicies.apply({
      name: ManagedPolicyName,
      path: Path,
      document: properties.PolicyDocument,
      attachedTo: Roles,
    });
    return {
      reference: arn,
      attributes: { PolicyArn: arn, PolicyId: `ANPA${derivedId(17, arn)}` },
      owned: [Path + ManagedPolicyName],
    };
  },
  remove(pathAndName, { services: { managedPolicies, roles } }) {
    const policyArn = arnOf(pathAndName);
    requireDetached(roles, policyArn);
    managedPolicies.remove(policyArn);
  },
});

function arnOf(pathAndName: string): string {
  const end = pathAndName.lastIndexOf('/') + 1;
  return managedPolicyArn(pathAndName.slice(end), pathAndName.slice(0, end));
}

function attachments(roleNames: string[], policyArn: string, { roles }: Pick<Services, 'roles'>): Access[] {
  return roleNames.flatMap((roleName) => {
    const { arn = roleArn(roleName), boundaryArn } = roles.byName(roleName) ?? {};
    const boundary = boundaryArn === undefined ? {} : { 'iam:PermissionsBoundary': boundaryArn };
    return calls('iam', ['AttachRolePolicy'], arn, { ...boundary, 'iam:PolicyARN': policyArn });
  });
}
