import type { NamedPolicy, Statement } from '@sesame/iam';
import type { DeployedRole, Question, Recording } from './recording';
import type { RoleFile } from './role-file';

/** A role with where it is written and what it was seen to do. */
export interface Role {
  /** As deployed: `sesame-local-bounces`. */
  name: string;
  file: RoleFile;
  deployed: DeployedRole;
  /** Whether people or applications take it; else a function runs as it. */
  isOfPeople: boolean;
  /** What it was asked for by itself. What somebody tried with a function's credentials is no use that the function has for them. */
  asked: Question[];
  /** What of it was allowed. */
  uses: Question[];
}

/** The door that hands out the credentials of any role names its sessions so. */
const credentialsDoor = '/credentials-door';

/** Joins the roles of the repository with what was recorded; and tells, in words, which of them do not go together. */
export function rolesOf(recording: Recording, files: RoleFile[]): { roles: Role[]; problems: string[] } {
  const roles = files.flatMap((file) =>
    recording.roles
      .filter(({ name }) => file.describes(name))
      .map((deployed) => {
        const isOfPeople = !file.isOfAFunction;
        const asked = recording.questions.filter(({ request: { principal } }) => {
          if (principal.type !== 'role-session' || principal.roleArn !== deployed.arn) return false;
          return isOfPeople || !principal.sessionArn.endsWith(credentialsDoor);
        });
        return { name: deployed.name, file, deployed, isOfPeople, asked, uses: asked.filter(({ allowed }) => allowed) };
      }),
  );
  const undeployed = files.filter((file) => !roles.some((role) => role.file === file));
  return { roles, problems: undeployed.map(({ path }) => `${path}:1 is the role of nothing that is deployed`) };
}

/** A statement of a role, with its place. */
export interface PlacedStatement {
  policy: string;
  policyIndex: number;
  index: number;
  statement: Statement;
}

export function statementsOf({ deployed }: Role): PlacedStatement[] {
  return deployed.policies.flatMap(({ name, document }, policyIndex) =>
    listed(document.Statement).map((statement, index) => ({ policy: name, policyIndex, index, statement })),
  );
}

/** Everything that grants the role something. */
export function policiesOf({ deployed: { policies, managed } }: Role): NamedPolicy[] {
  return [...policies, ...managed];
}

/** The same, with one statement of role.yml replaced, or taken away. */
export function policiesWith(
  { deployed }: Role,
  { policyIndex, index }: PlacedStatement,
  replaced: Statement | undefined,
): NamedPolicy[] {
  const changed = deployed.policies.flatMap((policy, at) => {
    if (at !== policyIndex) return [policy];
    const statements = listed(policy.document.Statement).flatMap((statement, place) => {
      if (place !== index) return [statement];
      return replaced === undefined ? [] : [replaced];
    });
    return statements.length === 0 ? [] : [{ ...policy, document: { ...policy.document, Statement: statements } }];
  });
  return [...changed, ...deployed.managed];
}

/** The line of role.yml where a member of a statement stands. */
export function lineOf({ file }: Role, { policyIndex, index }: PlacedStatement, ...path: (string | number)[]): number {
  return file.lineOf('Policies', policyIndex, 'PolicyDocument', 'Statement', index, ...path);
}

/** `apps/bounces/src/role.yml:23 AddToSuppressionList`, and below it a member of the statement. */
export function placeOf(role: Role, placed: PlacedStatement, ...path: (string | number)[]): string {
  return `${role.file.path}:${lineOf(role, placed, ...path)} ${placed.statement.Sid ?? ''}`;
}

export function listed<Value>(value: Value | Value[] | undefined): Value[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
