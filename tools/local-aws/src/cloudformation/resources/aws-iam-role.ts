import * as z from 'zod';
import { requireReadable } from '../../iam/readable-policy';
import { generatedName } from '../derived-ids';
import { identityPolicy, trustPolicy } from '../policy-document';
import { name, tags, text, wholeNumber } from '../property-values';
import { attachablePolicyArn, iamPath } from './iam-names';
import { resourceType } from './resource-type';

const policyName = name(/^[\w+=,.@-]+$/, 128);

export const iamRole = resourceType({
  type: 'AWS::IAM::Role',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-role.html',
  properties: z.strictObject({
    RoleName: name(/^[\w+=,.@-]+$/, 64).exactOptional(),
    Path: iamPath.exactOptional(),
    Description: text.exactOptional(),
    AssumeRolePolicyDocument: trustPolicy,
    Policies: z.array(z.strictObject({ PolicyName: policyName, PolicyDocument: identityPolicy })).exactOptional(),
    ManagedPolicyArns: z.array(attachablePolicyArn).exactOptional(),
    PermissionsBoundary: attachablePolicyArn.exactOptional(),
    MaxSessionDuration: wholeNumber(3600, 43_200).exactOptional(),
    Tags: tags.exactOptional(),
  }),
  attributes: ['Arn', 'RoleId'],
  claim: ({ RoleName }) => RoleName,
  apply(properties, { stackName, logicalId, services: { roles } }) {
    const { RoleName = generatedName(stackName, logicalId, 64), Path, Policies = [], Tags = [] } = properties;
    const { ManagedPolicyArns, PermissionsBoundary, MaxSessionDuration } = properties;
    requireReadable(properties.AssumeRolePolicyDocument, 'trust');
    for (const { PolicyDocument } of Policies) requireReadable(PolicyDocument, 'identity');
    const role = roles.apply({
      name: RoleName,
      ...(Path !== undefined && { path: Path }),
      trust: properties.AssumeRolePolicyDocument,
      policies: Policies.map(({ PolicyName, PolicyDocument }) => ({ name: PolicyName, document: PolicyDocument })),
      ...(ManagedPolicyArns && { managedPolicyArns: ManagedPolicyArns }),
      ...(PermissionsBoundary !== undefined && { boundaryArn: PermissionsBoundary }),
      ...(MaxSessionDuration !== undefined && { maxSessionDurationSeconds: MaxSessionDuration }),
      tags: Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])),
    });
    return { reference: RoleName, attributes: { Arn: role.arn, RoleId: role.id } };
  },
  remove: (roleName, { services: { roles } }) => roles.remove(roleName),
});
