/**
 * Waits for its turn: every await point of a process is one. What comes next is `own` business when no other process can see
 * or change it: then it is all the same what the others do in between, and only being killed there is tried. With
 * `SESAME_INTERLEAVINGS=all` the others are tried there too.
 */
export type Turn = (business: 'own' | 'shared') => Promise<void>;

const isEverythingShared = process.env['SESAME_INTERLEAVINGS'] === 'all';

export type World = {
  /** What runs at once. A process waits for its turn before each of its deeds. */
  processes: readonly ((turn: Turn) => Promise<void>)[];
  /** Looks at what is left once every process has ended or was killed. */
  check(): Promise<void>;
};

type Process = {
  state: 'running' | 'waiting' | 'ended' | 'killed';
  isForItself: boolean;
  failure?: unknown;
  go: () => void;
  stopped: () => void;
};
type Move = { process: number; kind: 'step' | 'kill' };

/**
 * For tests: runs the processes of a fresh world in every order that their turns can have, and kills each of them at each of
 * its turns, also before its first one and together with others. Whatever a killed process awaited never comes. Answers how
 * many runs that were. A kill is tried where the process has just made a step and nowhere later, since what it does not do
 * any more is the same.
 */
export async function everyInterleaving(begin: () => World): Promise<number> {
  const paths: number[][] = [[]];
  let runs = 0;
  for (let path = paths.pop(); path; path = paths.pop()) {
    const choices = await run(begin(), path);
    for (let at = path.length; at < choices.length; at++) {
      const before = [...path, ...Array<number>(at - path.length).fill(0)];
      for (let other = 1; other < (choices[at] ?? 0); other++) paths.push([...before, other]);
    }
    runs += 1;
  }
  return runs;
}

/** Runs a world along a path, then along the first choice each time. Answers how many choices there were at each turn. */
async function run(world: World, path: readonly number[]): Promise<number[]> {
  const choices: number[] = [];
  const moves: Move[] = [];
  const processes = await Promise.all(world.processes.map(start));
  for (;;) {
    const possible = movesOf(processes, moves);
    if (possible.length === 0) break;
    const move = possible[path[choices.length] ?? 0];
    const process = move && processes[move.process];
    if (!move || !process) throw new Error('A world was not the same when it was run again.');
    choices.push(possible.length);
    moves.push(move);
    if (move.kind === 'kill') process.state = 'killed';
    else await step(process);
  }
  const failed = processes.find(({ failure }) => failure !== undefined);
  if (failed) throw failed.failure;
  await world.check();
  return choices;
}

function movesOf(processes: readonly Process[], moves: readonly Move[]): Move[] {
  const last = moves.at(-1);
  const isFresh = moves.every(({ kind }) => kind === 'kill');
  const alone = processes.find(({ state, isForItself }) => state === 'waiting' && isForItself);
  return processes.flatMap((one, process): Move[] => {
    if (one.state !== 'waiting' || (alone && one !== alone)) return [];
    const mayBeKilled = isFresh || last?.process === process;
    return [{ process, kind: 'step' }, ...(mayBeKilled ? [{ process, kind: 'kill' } as const] : [])];
  });
}

/** Begins a process, and gives it once it waits for its first turn. */
async function start(run: (turn: Turn) => Promise<void>): Promise<Process> {
  const process: Process = {
    state: 'running',
    isForItself: false,
    go: () => undefined,
    stopped: () => undefined,
  };
  const turn: Turn = (business) =>
    new Promise((go) => {
      Object.assign(process, { state: 'waiting', go, isForItself: business === 'own' && !isEverythingShared });
      process.stopped();
    });
  await new Promise<void>((stopped) => {
    process.stopped = stopped;
    void run(turn)
      .catch((failure: unknown) => Object.assign(process, { failure }))
      .then(() => {
        process.state = 'ended';
        process.stopped();
      });
  });
  return process;
}

/** Lets a process go on until it waits again or has ended. */
function step(process: Process): Promise<void> {
  return new Promise((stopped) => {
    Object.assign(process, { state: 'running', stopped });
    process.go();
  });
}
