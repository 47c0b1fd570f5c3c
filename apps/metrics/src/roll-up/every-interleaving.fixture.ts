import { setImmediate as settled } from 'node:timers/promises';
import type { Gate } from '../counts/tables-in-memory.fixture';

/** One world to run processes in, made anew for every order in which they can take turns. */
export type World = {
  /** Each makes its calls through its gate, and must depend on nothing but their answers. */
  processes: readonly ((gate: Gate) => Promise<void>)[];
  /** Everything the calls changed, as text. */
  state: () => string;
  /** Called when no process goes on any more; says which of them came to their end. */
  end: (ended: readonly boolean[]) => Promise<void>;
};

/**
 * For tests: runs the processes in every order in which their calls can follow one another, with a crash of any of them
 * before, between and after its calls. An order that comes to where another order came, with every process having seen the
 * same, is not followed again. Answers with how many different moments there were, and how many ends.
 */
export async function everyInterleaving(begin: () => World): Promise<{ moments: number; ends: number }> {
  const seen = new Set<string>();
  const seenEnds = new Set<string>();
  let ends = 0;
  const open: number[][] = [[]];
  for (let path = open.pop(); path; path = open.pop()) {
    const world = begin();
    const running = world.processes.map(startProcess);
    await settled();
    for (let depth = 0; ; depth += 1) {
      const choices = running.flatMap((process, n) => (process.canGoOn() ? [2 * n, 2 * n + 1] : []));
      if (depth >= path.length) {
        const moment = JSON.stringify([world.state(), running.map(({ history }) => history)]);
        if (seen.has(moment)) break;
        seen.add(moment);
        for (const choice of choices.slice(1)) open.push([...path.slice(0, depth), choice]);
        const [first] = choices;
        if (first === undefined) {
          ends += 1;
          const ended = running.map((process) => process.hasEnded());
          const end = JSON.stringify([world.state(), ended]);
          if (!seenEnds.has(end)) await world.end(ended);
          seenEnds.add(end);
          break;
        }
        path.push(first);
      }
      const choice = path[depth] ?? 0;
      const process = running[choice >> 1];
      if (choice % 2 === 1) process?.crash();
      else process?.goOn();
      await settled();
    }
    for (const process of running) process.rethrow();
  }
  return { moments: seen.size, ends };
}

function startProcess(run: (gate: Gate) => Promise<void>) {
  const history: string[] = [];
  const waiting: (() => void)[] = [];
  let ended = false;
  let crashed = false;
  let failure: Error | undefined;
  const gate: Gate = (call) =>
    new Promise((resolve, reject) => {
      waiting.push(() => {
        try {
          const answer = call();
          history.push(JSON.stringify(answer));
          resolve(answer);
        } catch (error) {
          history.push(String(error));
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
    });
  run(gate).then(
    () => {
      ended = true;
      history.push('ended');
    },
    (error: unknown) => {
      failure = error instanceof Error ? error : new Error(String(error));
    },
  );
  return {
    history,
    canGoOn: () => waiting.length > 0 && !crashed,
    hasEnded: () => ended,
    goOn: () => waiting.shift()?.(),
    crash: () => {
      crashed = true;
      history.push('crashed');
    },
    rethrow: () => {
      if (failure !== undefined) throw failure;
    },
  };
}
