import * as z from 'zod';
import { managedPolicyArn } from '../../iam/managed-policies';
import { requireManagedPolicySize } from '../../iam/policy-sizes';
import { requireReadable } from '../../iam/readable-policy';
import { requireDetached } from '../../iam/roles';
import { derivedId, generatedName } from '../derived-ids';
import { identityPolicy } from '../policy-document';
import { name, text } from '../property-values';
import { iamPath } from './iam-names';
import { resourceType } from './resource-type';

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
    const end = pathAndName.lastIndexOf('/') + 1;
    const policyArn = managedPolicyArn(pathAndName.slice(end), pathAndName.slice(0, end));
    requireDetached(roles, policyArn);
    managedPolicies.remove(policyArn);
  },
});
