import { setTimeout } from 'node:timers/promises';
import { dice } from '@sesame/event-generator';
import type { FunctionProcess, Invocation } from '@sesame/local-sesame';

/** How often a process is killed while it is at work, as long as kills are left. */
const share = 0.5;
const usualMs = 100;

/** Kills functions at random moments of their work, so many times in all. */
export function killer(seed: number, kills: number) {
  const chance = dice(seed);
  let left = kills;
  let made = 0;
  const worked = new Map<string, number>();

  return {
    made: () => made,
    left: () => left,
    stop(): void {
      left = 0;
    },
    /** Runs a function once; `undefined` if it was killed meanwhile, which it may be unless it is spared. */
    async invoke(
      name: string,
      worker: FunctionProcess,
      payload: string,
      isSpared = false,
    ): Promise<Invocation | undefined> {
      const startedAt = performance.now();
      const invoked = worker.invoke(payload);
      if (left > 0 && !isSpared && chance.chance(share)) {
        left -= 1;
        const after = setTimeout(chance.fraction() * (worked.get(name) ?? usualMs), 'now' as const);
        if ((await Promise.race([after, invoked])) === 'now') {
          await worker.kill();
          made += 1;
        } else {
          left += 1;
        }
      }
      const invocation = await invoked;
      if (invocation) worked.set(name, performance.now() - startedAt);
      return invocation;
    },
  };
}

export type Killer = ReturnType<typeof killer>;
