import * as z from 'zod';
import { derivedId, generatedName } from '../derived-ids';
import { identityPolicy, trustPolicy } from '../policy-document';
import { name, tags, text, wholeNumber } from '../property-values';
import { resourceType } from './resource-type';

const policyName = name(/^[\w+=,.@-]+$/, 128);

/** Managed policies and permissions boundaries would change what the role may do, so they are refused by name. */
export const iamRole = resourceType({
  type: 'AWS::IAM::Role',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-role.html',
  properties: z.strictObject({
    RoleName: name(/^[\w+=,.@-]+$/, 64).exactOptional(),
    Path: name(/^\/([!-~]+\/)?$/, 512).exactOptional(),
    Description: text.exactOptional(),
    AssumeRolePolicyDocument: trustPolicy,
    Policies: z.array(z.strictObject({ PolicyName: policyName, PolicyDocument: identityPolicy })).exactOptional(),
    MaxSessionDuration: wholeNumber(3600, 43_200).exactOptional(),
    Tags: tags.exactOptional(),
  }),
  attributes: ['Arn', 'RoleId'],
  claim: ({ RoleName }) => RoleName,
  apply(properties, { stackName, logicalId, services: { roles } }) {
    const { RoleName = generatedName(stackName, logicalId, 64), Path, Policies = [], MaxSessionDuration } = properties;
    const role = roles.apply({
      name: RoleName,
      ...(Path !== undefined && { path: Path }),
      trust: properties.AssumeRolePolicyDocument,
      policies: Policies.map(({ PolicyName, PolicyDocument }) => ({ name: PolicyName, document: PolicyDocument })),
      ...(MaxSessionDuration !== undefined && { maxSessionDurationSeconds: MaxSessionDuration }),
    });
    return { reference: RoleName, attributes: { Arn: role.arn, RoleId: `AROA${derivedId(17, stackName, logicalId)}` } };
  },
  remove: (roleName, { services: { roles } }) => roles.remove(roleName),
});
