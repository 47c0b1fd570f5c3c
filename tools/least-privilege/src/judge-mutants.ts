import { type Attempt, type Beside, wouldSucceed } from './forbidden';
import { type Mutant, mutantsOf } from './mutants';
import { isAllowedWith } from './replay';
import type { Question } from './recording';
import type { Role } from './role';

/** What became of a mutant. */
export type Fate =
  | { mutant: Mutant; fate: 'killed'; /** What it is denied that the role did. */ by: Question | Attempt }
  | { mutant: Mutant; fate: 'equivalent'; reason: string }
  | { mutant: Mutant; fate: 'survived' };

/**
 * Replays what was recorded with every mutant of a role. One that does less is killed by a use of the role that it denies;
 * one that does more by an attempt, kept beside the role, that it allows. Others survived, or are known to be equivalent.
 */
export function judgeMutants(role: Role, { forbidden = [], equivalents }: Beside): Fate[] {
  return mutantsOf(role).map((mutant): Fate => {
    const by =
      mutant.does === 'less'
        ? role.uses.find((use) => !isAllowedWith(use, mutant.policies))
        : forbidden.find((attempt) => wouldSucceed(role, attempt, mutant.policies));
    if (by !== undefined) return { mutant, fate: 'killed', by };
    const known = equivalents.find(({ sid, change }) => sid === mutant.sid && change === mutant.change);
    return known ? { mutant, fate: 'equivalent', reason: known.reason } : { mutant, fate: 'survived' };
  });
}

/** What stands beside a role and is not so: attempts that succeed, and reasons for mutants that are killed or are not there. */
export function wrongBeside(role: Role, { forbidden = [], equivalents }: Beside, fates: Fate[]): string[] {
  const succeeding = forbidden.filter((attempt) => wouldSucceed(role, attempt));
  const needless = equivalents.filter(
    ({ sid, change }) =>
      !fates.some(({ mutant, fate }) => fate === 'equivalent' && mutant.sid === sid && mutant.change === change),
  );
  return [
    ...succeeding.map(({ attempt }) => `${role.file.path}:1 lets a thief ${attempt}`),
    ...needless.map(
      ({ sid, change }) => `${role.file.path}:1 has a reason in equivalent.json for no survivor: ${sid}: ${change}`,
    ),
  ];
}
