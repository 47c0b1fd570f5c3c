import { setTimeout } from 'node:timers/promises';
import type { NamedPolicy } from '@sesame/iam';
import { startSesame } from '@sesame/local-sesame';
import * as z from 'zod';
import { duringFailures } from '../failure-paths';
import { embeddedAws, tellStories } from '../record';
import { isAllowedWith } from '../replay';
import type { Role } from '../role';

const lookEveryMs = 250;
/** Stories that showed a use may have shown it by the way, for what others left; then the next has to. */
const mostStories = 3;

/** The stories during which the role did what these policies deny it, the one that did it most first. */
export function storiesOf(role: Role, policies: NamedPolicy[], action: string): string[] {
  const times = new Map<string, number>();
  for (const use of role.uses) {
    const { during, times: more, request } = use;
    if (during === undefined || during === duringFailures || request.action !== action) continue;
    if (!isAllowedWith(use, policies)) times.set(during, (times.get(during) ?? 0) + more);
  }
  const sorted = [...times].sort(([a, more], [b, less]) => less - more || a.localeCompare(b));
  return sorted.slice(0, mostStories).map(([story]) => story);
}

/** Tells the stories on packages with a mutant, until it is denied the action. Gives the story in which it was; `undefined` if in none. */
export async function isDeniedDuringItsStory({
  role,
  stories,
  action,
  packages,
  repository,
}: {
  role: Role;
  stories: string[];
  action: string;
  packages: string;
  repository: string;
}): Promise<string | undefined> {
  for (const story of stories) {
    const sesame = await startSesame(embeddedAws(packages)).catch((error: unknown) => {
      // What runs as soon as it is deployed is denied then, and there is nothing to tell a story on.
      if (error instanceof Error && error.message.includes('is not authorized to perform')) return undefined;
      throw error;
    });
    if (!sesame) return 'the start';
    try {
      const telling = tellStories(repository, [story], sesame);
      let isOver = false;
      const over = telling.over.then(() => (isOver = true));
      try {
        while (!isOver) {
          await Promise.race([setTimeout(lookEveryMs), over]);
          if (await isDenied(sesame.aws, role, action)) return story;
        }
      } finally {
        telling.stop();
        await over;
      }
    } finally {
      await sesame.stop();
    }
  }
  return undefined;
}

const decision = z.object({ action: z.string(), decision: z.string(), principal: z.string() });

async function isDenied(aws: string, { name, isOfPeople }: Role, action: string): Promise<boolean> {
  const response = await fetch(`${aws}/_sesame/decisions?role=${name}`);
  const lines = (await response.text()).split('\n').filter((line) => line !== '');
  return lines.some((line) => {
    const { action: asked, decision: decided, principal } = decision.parse(JSON.parse(line));
    return asked === action && decided !== 'allowed' && (isOfPeople || !principal.endsWith('/credentials-door'));
  });
}
