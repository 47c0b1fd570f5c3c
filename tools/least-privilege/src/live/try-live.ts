import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { dice, type Dice } from '@sesame/event-generator';
import { startSesame } from '@sesame/local-sesame';
import { isWithinBoundary, type Attempt } from '../forbidden';
import type { Fate } from '../judge-mutants';
import type { Mutant } from '../mutants';
import type { Proof } from '../prove-recording';
import { embeddedAws } from '../record';
import { type Role, statementsOf } from '../role';
import { canBeMade, isLetThrough } from './attempt-live';
import { mutatedPackages, type RoleChange } from './mutated-packages';
import { sample } from './sample';
import { isDeniedDuringItsStory, storiesOf } from './story-denied';

const rolePrefix = 'sesame-local-';

/** What is needed to try mutants on a running Sesame. */
export interface LiveTrial {
  proof: Proof;
  repository: string;
  seed: number;
  mutants: number;
  say: (line: string) => void;
}

/** How many mutants were tried on a running Sesame, and how many of them it told from the role. */
export interface Tried {
  less: { tried: number; killed: number };
  more: { tried: number; killed: number };
}

interface LessMutant {
  role: Role;
  change: string;
  packaged: RoleChange;
  /** The stories that showed the use. */
  stories: string[];
  action: string;
}
interface MoreMutant {
  role: Role;
  change: string;
  packaged: RoleChange;
  attempt: Attempt;
}

/**
 * Deploys mutants. One that does less has to be denied something while the story is told that used the grant. One that does more
 * has to let its thief through, whom the role as it is refuses. On every run one of each kind is planted: a whole statement that
 * is missing, and one that was never asked for.
 */
export async function tryLive(trial: LiveTrial): Promise<{ tried: Tried; problems: string[] }> {
  const { proof, seed, mutants, say } = trial;
  const chance = dice(seed);
  const fates = proof.roles.flatMap(({ fates: some }) => some);
  const lessCandidates = fates.flatMap(lessMutantOf);
  const wholeStatements = lessCandidates.filter(({ packaged }) => packaged.statement === undefined);
  const missing = sample(wholeStatements, 1, ({ role }) => role, chance);
  const others = lessCandidates.filter(({ role }) => missing.every((one) => one.role !== role));
  const less = [...missing, ...sample(others, Math.ceil(mutants / 2) - missing.length, ({ role }) => role, chance)];
  const planted = plantedOf(proof, chance);
  const more = [
    ...planted,
    ...sample(
      fates.flatMap(moreMutantOf).filter(({ role }) => planted.every((one) => one.role !== role)),
      Math.floor(mutants / 2) - planted.length,
      ({ role }) => role,
      chance,
    ),
  ];
  try {
    const thieves = await tryThieves(trial, more);
    const lessProblems: string[] = [];
    for (const [index, mutant] of less.entries()) {
      const packages = mutated(trial, [mutant.packaged]);
      const story = await isDeniedDuringItsStory({ ...mutant, repository: trial.repository, packages });
      const what = index < missing.length ? 'planted: ' : '';
      say(`${what}${mutant.role.name} ${mutant.change}: ${story === undefined ? 'SURVIVED' : `denied in ${story}`}`);
      if (story === undefined)
        lessProblems.push(`${mutant.role.file.path}:1 live, ${mutant.change}: no story is denied anything`);
    }
    return {
      tried: {
        less: { tried: less.length, killed: less.length - lessProblems.length },
        more: { tried: more.length, killed: more.length - thieves.length },
      },
      problems: [...thieves, ...lessProblems],
    };
  } finally {
    rmSync(folderOf(trial), { recursive: true, force: true });
  }
}

/**
 * Every thief before and after: at a Sesame with the roles as they are, and at one with all of the mutants, each of another role.
 * Gives what is wrong: thieves who got in before, or did not after.
 */
async function tryThieves(trial: LiveTrial, mutants: MoreMutant[]): Promise<string[]> {
  const at = async (packages: string) => {
    const sesame = await startSesame(embeddedAws(packages));
    try {
      return await Promise.all(mutants.map(({ role, attempt }) => isLetThrough(sesame.aws, rolePrefix, role, attempt)));
    } finally {
      await sesame.stop();
    }
  };
  const changes = mutants.map(({ packaged }) => packaged);
  const before = await at(join(trial.repository, 'dist'));
  const after = await at(mutated(trial, changes));
  const wrong = mutants.flatMap(({ role, change, attempt }, index) => {
    const whom = before[index] ? 'the role as it is' : after[index] ? undefined : 'nobody';
    return whom === undefined ? [] : [`${role.file.path}:1 live, ${change}: it lets ${whom} ${attempt.attempt}`];
  });
  const right = mutants.length - wrong.length;
  trial.say(`${right} of ${mutants.length} roles that may do more let their thief through, and none before`);
  return wrong;
}

function lessMutantOf(fated: Fate): LessMutant[] {
  const { mutant } = fated;
  if (fated.fate !== 'killed' || mutant.does !== 'less' || !('request' in fated.by)) return [];
  const { action } = fated.by.request;
  const stories = storiesOf(mutant.role, mutant.policies, action);
  if (stories.length === 0) return [];
  return [{ role: mutant.role, change: inWords(mutant), packaged: packagedOf(mutant), stories, action }];
}

function moreMutantOf(fated: Fate): MoreMutant[] {
  const { mutant } = fated;
  if (fated.fate !== 'killed' || mutant.does !== 'more' || !('attempt' in fated.by)) return [];
  if (!canTry(mutant.role, fated.by)) return [];
  return [{ role: mutant.role, change: inWords(mutant), packaged: packagedOf(mutant), attempt: fated.by }];
}

/** Live, a thief meets the boundary, too, which may refuse what the role would grant. */
function canTry(role: Role, attempt: Attempt): boolean {
  return canBeMade(attempt) && isWithinBoundary(role, attempt);
}

/** A statement for a thief, added to a role that the seed chooses. */
function plantedOf({ roles }: Proof, chance: Dice): MoreMutant[] {
  const candidates = roles.flatMap(({ role, beside: { forbidden = [] } }) =>
    forbidden.filter((attempt) => canTry(role, attempt)).map((attempt) => ({ role, attempt })),
  );
  return sample(candidates, 1, ({ role }) => role, chance).map(({ role, attempt }) => {
    const { action, resource } = attempt;
    const statement = { Sid: 'Planted', Effect: 'Allow' as const, Action: action, Resource: resource };
    const index = statementsOf(role).filter(({ policyIndex }) => policyIndex === 0).length;
    const packaged = { roleName: role.name, policyIndex: 0, index, statement };
    return { role, attempt, packaged, change: `planted: ${action} on ${resource} granted` };
  });
}

function packagedOf({ role, placed: { policyIndex, index }, statement }: Mutant): RoleChange {
  return { roleName: role.name, policyIndex, index, ...(statement !== undefined && { statement }) };
}

function inWords({ sid, change }: Mutant): string {
  return `${sid}: ${change}`;
}

function mutated(trial: LiveTrial, changes: RoleChange[]): string {
  return mutatedPackages(join(trial.repository, 'dist'), folderOf(trial), changes);
}

/** Below the repository, where nx keeps nothing: the embedded AWS finds its modules from there. */
function folderOf({ repository }: LiveTrial): string {
  return join(repository, 'dist', `mutants-${process.pid}`);
}
