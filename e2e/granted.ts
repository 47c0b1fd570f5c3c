import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

/** One action on one resource that one statement of a packaged role allows. */
export interface Grant {
  roleName: string;
  policy: string;
  /** The statement's place in its policy. */
  index: number;
  sid: string;
  action: string;
  /** An ARN, possibly with wildcards. */
  resource: string;
}

interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
}
interface PackagedRole {
  RoleName: string;
  Policies: { PolicyName: string; PolicyDocument: { Statement: PackagedStatement[] } }[];
}
interface PackagedStatement {
  Sid?: string;
  Action: string | string[];
  Resource: unknown;
}

const apps = resolve(__dirname, '..', 'dist', 'apps');

/** Everything that the roles of the packaged services grant, one action on one resource at a time. */
export function grants(): Grant[] {
  return readdirSync(apps).flatMap((app) => {
    const file = readFileSync(join(apps, app, 'cloudformation-template-update-stack.json'), 'utf8');
    const { Resources } = JSON.parse(file) as { Resources: Record<string, Resource> };
    return Object.values(Resources)
      .filter(({ Type }) => Type === 'AWS::IAM::Role')
      .flatMap(({ Properties }) => grantsOf(Properties as unknown as PackagedRole, Resources));
  });
}

function grantsOf({ RoleName: roleName, Policies }: PackagedRole, resources: Record<string, Resource>): Grant[] {
  return Policies.flatMap(({ PolicyName: policy, PolicyDocument }) =>
    PolicyDocument.Statement.flatMap(({ Sid: sid = '', Action, Resource }, index) =>
      listed(Action).flatMap((action) =>
        listed(Resource).map((resource) => ({
          roleName,
          policy,
          index,
          sid,
          action,
          resource: arnOf(resource, resources),
        })),
      ),
    ),
  );
}

/** Reads the few intrinsic functions that our roles use for ARNs; throws at any other, so that nothing passes unread. */
export function arnOf(resource: unknown, resources: Record<string, Resource>): string {
  if (typeof resource === 'string') return resource;
  const { 'Fn::Sub': sub, 'Fn::GetAtt': attribute } = resource as {
    'Fn::Sub'?: string | [string, Record<string, unknown>];
    'Fn::GetAtt'?: [string, string];
  };
  const text = Array.isArray(sub) ? sub[0] : sub;
  if (text !== undefined)
    return (
      text
        .replaceAll('${AWS::Partition}', 'aws')
        .replaceAll('${AWS::Region}', 'us-east-1')
        .replaceAll('${AWS::AccountId}', '000000000000')
        // What is imported from another stack, such as the id of an API, is not known before it is deployed.
        .replaceAll(/\$\{\w+\}/g, '*')
    );
  const target = attribute?.[1] === 'Arn' ? resources[attribute[0]] : undefined;
  if (target?.Type === 'AWS::SQS::Queue')
    return `arn:aws:sqs:us-east-1:000000000000:${String(target.Properties['QueueName'])}`;
  if (target?.Type === 'AWS::Logs::LogGroup')
    return `arn:aws:logs:us-east-1:000000000000:log-group:${String(target.Properties['LogGroupName'])}:*`;
  throw new Error(`A role names a resource in a way this story cannot read: ${JSON.stringify(resource)}`);
}

/** The names of the roles with which a pipeline deploys one service each. */
export function deployRoles(): string[] {
  const text = readFileSync(resolve(__dirname, '..', 'names.yml'), 'utf8').replaceAll('${sls:stage}', 'local');
  const { deployRoles: names } = parse(text) as { deployRoles: Record<string, string> };
  return Object.values(names);
}

/** Whether a resource that was asked for is among those that a grant names. */
export function covers(granted: string, asked: string): boolean {
  const pattern = granted.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pattern.join('.*')}$`).test(asked);
}

function listed<T>(value: T | T[]): T[] {
  return Array.isArray(value) ? value : [value];
}
