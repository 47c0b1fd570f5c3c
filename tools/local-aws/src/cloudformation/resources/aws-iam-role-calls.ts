import { isDeepStrictEqual } from 'node:util';
import type { Access } from '../../operation';
import { roleArn, type Role, type RoleSettings } from '../../iam/roles';
import { calls } from './calls';

/** To make a role: every call carries the boundary that it gets, but for those that IAM knows no such key of. */
export function callsToCreateRole(wanted: RoleSettings, tagged: boolean): Access[] {
  const arn = roleArn(wanted.name, wanted.path);
  const boundary = boundaryKey(wanted.boundaryArn);
  return [
    ...calls('iam', ['CreateRole'], arn, boundary),
    ...calls('iam', [tagged && 'TagRole'], arn),
    ...wanted.policies.flatMap(() => calls('iam', ['PutRolePolicy'], arn, boundary)),
    ...attachments('AttachRolePolicy', arn, wanted.managedPolicyArns ?? [], boundary),
    ...calls('iam', ['GetRole'], arn, boundary),
  ];
}

/**
 * To turn a role into another: a call for each thing that differs, and no other. Calls on a role carry the boundary that it has
 * at that moment, so a new boundary is set first; PutRolePermissionsBoundary carries the new one.
 */
export function callsToUpdateRole(wanted: RoleSettings, existing: Role, tagged: boolean): Access[] {
  const arn = roleArn(wanted.name, wanted.path);
  const moves = existing.boundaryArn !== wanted.boundaryArn;
  const boundary = boundaryKey(wanted.boundaryArn);
  const hasBefore = (name: string) => existing.policies.find((policy) => policy.name === name)?.document;
  const changed = wanted.policies.filter(({ name, document }) => !isDeepStrictEqual(hasBefore(name), document));
  const gone = existing.policies.filter(({ name }) => !wanted.policies.some((policy) => policy.name === name));
  const managed = wanted.managedPolicyArns ?? [];
  const sameTags = isDeepStrictEqual(existing.tags, wanted.tags ?? {});
  return [
    ...(moves && wanted.boundaryArn !== undefined ? calls('iam', ['PutRolePermissionsBoundary'], arn, boundary) : []),
    ...(moves && wanted.boundaryArn === undefined
      ? calls('iam', ['DeleteRolePermissionsBoundary'], arn, boundaryKey(existing.boundaryArn))
      : []),
    ...calls(
      'iam',
      [
        !isDeepStrictEqual(existing.trust, wanted.trust) && 'UpdateAssumeRolePolicy',
        existing.maxSessionDurationSeconds !== (wanted.maxSessionDurationSeconds ?? 3600) && 'UpdateRole',
        ...changed.map(() => 'PutRolePolicy'),
        ...gone.map(() => 'DeleteRolePolicy'),
      ],
      arn,
      boundary,
    ),
    ...attachments('AttachRolePolicy', arn, without(managed, existing.managedPolicyArns), boundary),
    ...attachments('DetachRolePolicy', arn, without(existing.managedPolicyArns, managed), boundary),
    ...calls('iam', [(tagged || !sameTags) && 'TagRole', !sameTags && 'UntagRole'], arn),
    ...calls('iam', ['GetRole'], arn, boundary),
  ];
}

/** To take a role away, with what hangs on it. */
export function callsToRemoveRole(existing: Role): Access[] {
  const { arn, policies, managedPolicyArns } = existing;
  const boundary = boundaryKey(existing.boundaryArn);
  return [
    ...calls('iam', ['ListRolePolicies', 'ListAttachedRolePolicies'], arn),
    ...policies.flatMap(() => calls('iam', ['DeleteRolePolicy'], arn, boundary)),
    ...attachments('DetachRolePolicy', arn, managedPolicyArns, boundary),
    ...calls('iam', ['DeleteRole', 'GetRole'], arn, boundary),
  ];
}

function boundaryKey(boundaryArn: string | undefined): Record<string, string> {
  return boundaryArn === undefined ? {} : { 'iam:PermissionsBoundary': boundaryArn };
}

function attachments(operation: string, arn: string, policyArns: string[], boundary: Record<string, string>): Access[] {
  return policyArns.flatMap((policyArn) => calls('iam', [operation], arn, { ...boundary, 'iam:PolicyARN': policyArn }));
}

function without(these: string[], those: string[]): string[] {
  return these.filter((one) => !those.includes(one));
}
