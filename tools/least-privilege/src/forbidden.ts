import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { authorize, type NamedPolicy } from '@sesame/iam';
import * as z from 'zod';
import type { Question } from './recording';
import { policiesOf, type Role } from './role';

const contextValue = z.union([z.string(), z.array(z.string())]);
const attempt = z.strictObject({
  attempt: z.string().min(1),
  action: z.string().regex(/^[a-z0-9-]+:[A-Za-z]+$/),
  resource: z.string(),
  context: z.record(z.string(), contextValue).exactOptional(),
});
const equivalent = z.strictObject({ sid: z.string(), change: z.string(), reason: z.string().min(1) });

/** What a thief of a role would try, in words and as IAM would be asked. */
export type Attempt = z.infer<typeof attempt>;
/** A mutant that changes nothing, and why not. */
export type Equivalent = z.infer<typeof equivalent>;

/** What stands beside a role.yml: `forbidden.json`, and `equivalent.json` where there is one. */
export interface Beside {
  /** Absent where the file is. */
  forbidden: Attempt[] | undefined;
  equivalents: Equivalent[];
}

/** Reads what stands beside a role. Throws, with the name of the file, what it cannot read. */
export function readBeside(repository: string, { file }: Role): Beside {
  const folder = join(repository, dirname(file.path));
  const read = <Item>(name: string, schema: z.ZodType<Item>): Item[] | undefined => {
    const path = join(folder, name);
    if (!existsSync(path)) return undefined;
    const parsed = z.array(schema).safeParse(JSON.parse(readFileSync(path, 'utf8')));
    if (!parsed.success) throw new Error(`${path} cannot be read: ${z.prettifyError(parsed.error)}`);
    return parsed.data;
  };
  return { forbidden: read('forbidden.json', attempt), equivalents: read('equivalent.json', equivalent) ?? [] };
}

/**
 * Whether an attempt would succeed if these policies granted the role what it may do. The role's boundary is left out: it is a
 * second wall, and would hide that the role itself grants too much.
 */
export function wouldSucceed(
  role: Role,
  { action, resource, context = {} }: Attempt,
  identity: NamedPolicy[] = policiesOf(role),
): boolean {
  const principal = sessionOf(role, 'thief');
  const { account } = principal;
  const asked = asAskedBy(role, { ...everyRequest, ...context });
  const decision = authorize({ principal, action, resource, resourceAccount: account, context: asked }, { identity });
  return decision.decision === 'allowed';
}

/** Whether the second wall, the role's boundary, would let an attempt through. */
export function isWithinBoundary(role: Role, attempt: Attempt): boolean {
  const { boundary } = role.deployed;
  return boundary === undefined || wouldSucceed(role, attempt, [boundary]);
}

/** The same question, put by another role: of the question's own policies those of the resource stay. */
export function wouldBeAllowedTo(role: Role, { request, policies }: Question) {
  const asked = { ...request, principal: sessionOf(role, role.name), context: asAskedBy(role, request.context) };
  return authorize(asked, {
    identity: policiesOf(role),
    ...(role.deployed.boundary && { boundary: role.deployed.boundary }),
    ...(policies.resource && { resource: policies.resource }),
  });
}

const everyRequest = { 'aws:RequestedRegion': 'us-east-1', 'aws:SecureTransport': 'true' };

/** Without what a request says of who asks, but for what it would say of this role. */
function asAskedBy({ deployed }: Role, context: Question['request']['context']): Question['request']['context'] {
  const ofAnother = /^aws:(Principal|userid|SourceIdentity|FederatedProvider)/i;
  const rest = Object.entries(context).filter(([key]) => !ofAnother.test(key));
  return { ...Object.fromEntries(rest), 'aws:PrincipalArn': deployed.arn, 'aws:PrincipalType': 'AssumedRole' };
}

function sessionOf({ deployed: { arn, name } }: Role, session: string) {
  const account = arn.split(':')[4] ?? '';
  const sessionArn = `arn:aws:sts::${account}:assumed-role/${name}/${session}`;
  return { type: 'role-session' as const, account, roleArn: arn, sessionArn };
}
