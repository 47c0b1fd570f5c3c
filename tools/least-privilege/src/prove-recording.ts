import { type Beside, readBeside } from './forbidden';
import { covers, type Grant, grantsOf, isUsed } from './grants';
import { type Fate, judgeMutants, wrongBeside } from './judge-mutants';
import { type Matrix, tryEverything } from './matrix';
import type { Mutant } from './mutants';
import type { Recording } from './recording';
import { listed, placeOf, type PlacedStatement, type Role, rolesOf, statementsOf } from './role';
import { findRoleFiles } from './role-file';

/** What the proof says of one role. */
export interface ProvedRole {
  role: Role;
  beside: Beside;
  grants: number;
  used: number;
  fates: Fate[];
}

/** What the recording proves, without anything running. */
export interface Proof {
  roles: ProvedRole[];
  matrix: Matrix;
  /** What functions asked for and were denied, a sentence each, with the line of role.yml. */
  missing: string[];
  /** What does not hold beside that, in the same way. */
  problems: string[];
  /** Roles of which nobody wrote yet what a thief would try, in the same way. They may be too wide. */
  unwritten: string[];
}

/** How a grant that is not used is told. */
export const inVain = 'and nothing used it';

/** Proves every role of the repository by what was recorded: used = granted in both directions, mutants, the matrix. */
export function proveRecording(recording: Recording, repository: string): Proof {
  const { roles, problems } = rolesOf(recording, findRoleFiles(repository));
  const proof = proveRoles(roles, (role) => readBeside(repository, role));
  return { ...proof, problems: [...problems, ...proof.problems] };
}

export function proveRoles(roles: Role[], besideOf: (role: Role) => Beside): Proof {
  const proved = roles.map((role) => proveRole(role, besideOf(role)));
  const matrix = tryEverything(roles);
  return {
    roles: proved.map(({ proof }) => proof),
    matrix,
    missing: roles.flatMap(deniedTo),
    problems: [...proved.flatMap(({ problems }) => problems), ...matrix.unexplained],
    unwritten: proved.flatMap(({ proof: { role, beside } }) =>
      beside.forbidden === undefined ? [`${role.file.path}:1 has no forbidden.json beside it`] : [],
    ),
  };
}

function proveRole(role: Role, beside: Beside): { proof: ProvedRole; problems: string[] } {
  const grants = grantsOf(role);
  const unused = grants.filter((grant) => !isUsed(role, grant));
  const fates = judgeMutants(role, beside);
  const granted = unused.map(
    ({ sid, action, resource, line }) => `${role.file.path}:${line} ${sid} grants ${action} on ${resource}, ${inVain}`,
  );
  const survivors = fates
    // What can be taken away of a grant that nothing used is told already, and so is a role that nobody wrote attempts for.
    .filter(({ mutant, fate }) => {
      const isTold = mutant.does === 'less' ? isOfAny(unused, mutant) : beside.forbidden === undefined;
      return fate === 'survived' && !isTold;
    })
    .map(({ mutant: { sid, change, line, does } }) => {
      const so = does === 'less' ? 'nothing recorded is denied' : 'no attempt in forbidden.json succeeds';
      return `${role.file.path}:${line} ${sid}: ${change}, and ${so}`;
    });
  return {
    proof: { role, beside, grants: grants.length, used: grants.length - unused.length, fates },
    problems: [...granted, ...wrongBeside(role, beside, fates), ...survivors],
  };
}

function isOfAny(unused: Grant[], { placed }: Mutant): boolean {
  return unused.some((grant) => grant.placed.policyIndex === placed.policyIndex && grant.placed.index === placed.index);
}

/** What the role asked for and was denied: a grant that is missing. A function's code asks for nothing that it does not need. */
function deniedTo(role: Role): string[] {
  if (role.isOfPeople) return [];
  const during = new Map<string, string[]>();
  for (const { request, allowed, during: story } of role.asked) {
    if (allowed) continue;
    const { action, resource } = request;
    const missing = `${nearestPlace(role, action, resource)} does not grant ${action} on ${resource}, which ${role.name} asked for`;
    during.set(missing, [...(during.get(missing) ?? []), ...(story === undefined ? [] : [story])]);
  }
  return [...during].map(([missing, stories]) =>
    stories.length === 0 ? missing : `${missing} during ${[...new Set(stories)].join(', ')}`,
  );
}

/** The statement in which a missing grant would stand: one of the same resource, or else of the same action; or where statements begin. */
function nearestPlace(role: Role, action: string, resource: string): string {
  const nearness = ({ statement: { Action, Resource } }: PlacedStatement) =>
    (listed(Resource).some((granted) => covers(granted, resource)) ? 2 : 0) + (listed(Action).includes(action) ? 1 : 0);
  const [nearest] = statementsOf(role).sort((a, b) => nearness(b) - nearness(a));
  if (nearest !== undefined && nearness(nearest) > 0) return placeOf(role, nearest);
  return `${role.file.path}:${role.file.lineOf('Policies')}`;
}
