import * as z from 'zod';
import { type Fault, resourcesOf, type Template } from './template';

const oneOrMore = <Item extends z.ZodType>(item: Item) =>
  z.union([z.array(item), item.transform((one): z.output<Item>[] => [one])]);
const statement = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.union([z.literal('*'), z.record(z.string(), z.unknown())]).optional(),
  Resource: z.unknown().optional(),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});
const policy = z.object({ Statement: oneOrMore(statement) });
type Statement = z.infer<typeof statement>;

/** Services that act for every account, so that the ARN of a source alone does not say whose it is. */
const needsSourceAccount = ['ses.amazonaws.com'];

/** Doors that stand open wider than they should: policies of topics and queues, permissions of functions, trust of roles. */
export function policyFaults(template: Template): Fault[] {
  return [
    ...resourcesOf(template, 'AWS::SNS::TopicPolicy', 'AWS::SQS::QueuePolicy').flatMap(([id, { Properties }]) =>
      inPolicy(id, 'PolicyDocument', Properties['PolicyDocument'], (each) => [
        ...openToOthers(each),
        ...(each.Resource === '*' ? ['allows it on every resource'] : []),
      ]),
    ),
    ...resourcesOf(template, 'AWS::IAM::Role').flatMap(([id, { Properties }]) =>
      inPolicy(id, 'AssumeRolePolicyDocument', Properties['AssumeRolePolicyDocument'], peopleWithoutMfa),
    ),
    ...resourcesOf(template, 'AWS::Lambda::Permission').flatMap(([id, { Properties }]) => {
      if (Properties['SourceArn'] !== undefined && Properties['SourceArn'] !== '*') return [];
      return [{ resource: id, path: 'Properties.SourceArn', problem: 'lets any source in' }];
    }),
  ];
}

function inPolicy(resource: string, name: string, document: unknown, judge: (each: Statement) => string[]): Fault[] {
  const path = `Properties.${name}`;
  const read = policy.safeParse(document);
  if (!read.success) return [{ resource, path, problem: 'is no policy that can be read here' }];
  return read.data.Statement.flatMap((each, index) =>
    each.Effect === 'Deny'
      ? []
      : judge(each).map((problem) => ({ resource, path: `${path}.Statement[${index}]`, problem })),
  );
}

function openToOthers({ Principal, Condition }: Statement): string[] {
  const services = Principal === '*' || Principal === undefined ? [] : [Principal['Service']].flat();
  if (services.length === 0 || services.includes(undefined)) return ['lets in more than a service of AWS'];
  return [
    ...(isAsked(Condition, 'aws:SourceArn') ? [] : ['does not ask for aws:SourceArn']),
    ...(services.some((service) => needsSourceAccount.includes(String(service))) &&
    !isAsked(Condition, 'aws:SourceAccount')
      ? ['does not ask for aws:SourceAccount']
      : []),
  ];
}

/** Whether a condition that holds only when the key is there asks for values other than everything. */
function isAsked(conditions: Statement['Condition'], key: string): boolean {
  return ['StringEquals', 'StringLike', 'ArnEquals', 'ArnLike'].some((operator) => {
    const values = [conditions[operator]?.[key]].flat();
    return values.every((value) => value !== undefined && value !== '*');
  });
}

function peopleWithoutMfa({ Principal, Condition }: Statement): string[] {
  if (Principal === '*' || Principal === undefined) return ['lets anybody take the role'];
  if (Principal['AWS'] === undefined) return [];
  const asked = String(Condition['Bool']?.['aws:MultiFactorAuthPresent']) === 'true';
  return asked ? [] : ['lets people take the role without a second factor'];
}
