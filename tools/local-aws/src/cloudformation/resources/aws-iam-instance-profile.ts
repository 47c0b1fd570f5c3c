import * as z from 'zod';
import { arn } from '../../account';
import { generatedName } from '../derived-ids';
import { name } from '../property-values';
import { iamPath } from './iam-names';
import { calls } from './calls';
import { resourceType } from './resource-type';

/** Hands a role to machines of EC2, of which there are none here: the role must be there, and nothing else comes of it. */
export const iamInstanceProfile = resourceType({
  type: 'AWS::IAM::InstanceProfile',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-instanceprofile.html',
  properties: z.strictObject({
    InstanceProfileName: name(/^[\w+=,.@-]+$/, 128).exactOptional(),
    Path: iamPath.exactOptional(),
    Roles: z.array(z.string()).length(1, 'an instance profile has one role'),
  }),
  attributes: ['Arn'],
  claim: ({ InstanceProfileName, Path }) => InstanceProfileName && profileArn(InstanceProfileName, Path),
  calls: {
    create({ InstanceProfileName, Path, Roles }, { stackName, logicalId, services: { roles } }) {
      const profile = profileArn(InstanceProfileName ?? generatedName(stackName, logicalId, 128), Path);
      const passed = Roles.flatMap((roleName) => roles.byName(roleName)?.arn ?? []);
      return [
        ...calls('iam', ['CreateInstanceProfile', 'AddRoleToInstanceProfile', 'GetInstanceProfile'], profile),
        ...passed.flatMap((arn) => calls('iam', ['PassRole'], arn, { 'iam:PassedToService': 'ec2.amazonaws.com' })),
      ];
    },
    update({ InstanceProfileName, Path, Roles }, { stackName, logicalId, services: { roles } }) {
      const profile = profileArn(InstanceProfileName ?? generatedName(stackName, logicalId, 128), Path);
      const passed = Roles.flatMap((roleName) => roles.byName(roleName)?.arn ?? []);
      return [
        ...calls('iam', ['RemoveRoleFromInstanceProfile', 'AddRoleToInstanceProfile', 'GetInstanceProfile'], profile),
        ...passed.flatMap((arn) => calls('iam', ['PassRole'], arn, { 'iam:PassedToService': 'ec2.amazonaws.com' })),
      ];
    },
    remove: (owned) =>
      calls('iam', ['GetInstanceProfile', 'RemoveRoleFromInstanceProfile', 'DeleteInstanceProfile'], owned),
  },
  apply({ InstanceProfileName, Path, Roles }, { stackName, logicalId, services: { roles } }) {
    const reference = InstanceProfileName ?? generatedName(stackName, logicalId, 128);
    const missing = Roles.find((roleName) => !roles.byName(roleName));
    if (missing !== undefined) throw new Error(`The role with name ${missing} cannot be found.`);
    const profile = profileArn(reference, Path);
    return { reference, attributes: { Arn: profile }, owned: [profile] };
  },
  remove: () => undefined,
});

function profileArn(profileName: string, path = '/'): string {
  return arn('iam', `instance-profile${path}${profileName}`, { region: '' });
}
