import type { Fate } from './judge-mutants';
import type { Proof, ProvedRole } from './prove-recording';

/** How many mutants came to what. */
export interface Counts {
  killed: number;
  survived: number;
  equivalent: number;
}

/** The table for people: a line for each role. */
export function table({ roles, matrix }: Proof): string {
  const line = (...cells: (string | number)[]) =>
    cells.map((cell, at) => (at === 0 ? String(cell).padEnd(24) : String(cell).padStart(at < 3 ? 8 : 20))).join('');
  const rows = roles.map(({ role, grants, used, fates }) =>
    line(role.name.replace(/^sesame-local-/, ''), grants, used, told(fates, 'less'), told(fates, 'more')),
  );
  const { equivalent } = counted(roles, 'more');
  return [
    line('role', 'granted', 'used', 'less killed', 'more killed'),
    ...rows,
    '',
    `Every role tried what every other did: ${matrix.tried} attempts, ${matrix.allowed} allowed, ${matrix.unexplained.length} unexplained.`,
    ...(equivalent > 0
      ? [`${equivalent} mutants are equivalent; the reasons are in equivalent.json beside the roles.`]
      : []),
  ].join('\n');
}

/** How many of the mutants of all roles that do less, or more, came to what. */
export function counted(roles: ProvedRole[], does: 'less' | 'more'): Counts {
  const fates = roles.flatMap((role) => role.fates.filter(({ mutant }) => mutant.does === does));
  const of = (fate: Fate['fate']) => fates.filter((one) => one.fate === fate).length;
  return { killed: of('killed'), survived: of('survived'), equivalent: of('equivalent') };
}

function told(fates: Fate[], does: 'less' | 'more'): string {
  const some = fates.filter(({ mutant }) => mutant.does === does);
  return `${some.filter(({ fate }) => fate === 'killed').length} of ${some.length}`;
}
