import { join } from 'node:path';
import { startFunction, unpackFunction, doorsOf, type FunctionProcess, type SesameProcess } from '@sesame/local-sesame';
import { consumers, topics, type Corpus } from './corpus';

export interface RunParts {
  sesame: SesameProcess;
  /** Where the functions call: the embedded AWS, or what stands in front of it. */
  aws: string;
  /** The repository, which has the packaged services in `dist`. */
  root: string;
  corpus: Corpus;
  /** Told before, so that code is compiled and connections are there, as in a function that has run for a while. */
  warmUp: Corpus;
}

/** What telling all events and counting them took. */
export interface Handled {
  seconds: number;
  /** Processor time of the functions that hear events, and of the roll-up. */
  handlersCpuMs: number;
  rollUpCpuMs: number;
  logBytes: number;
  /** The most that one of these processes ever had. */
  residentMegabytes: number;
  /** Records that a function could not handle. */
  failures: number;
}

/** Environments of `record` at a time. */
const recorders = 2;
const functionTimeoutMs = 55_000;

/** Tells the packaged functions of every event, then lets the packaged roll-up count them. */
export async function runHandlers({ sesame, aws, root, corpus, warmUp }: RunParts): Promise<Handled> {
  const doors = doorsOf(sesame.aws);
  const start = async (name: string): Promise<FunctionProcess> =>
    startFunction({
      packaged: unpackFunction(join(root, 'dist/apps'), name, join(sesame.dataFolder, `unpacked-${name}`)),
      credentials: await doors.credentials(name),
      aws,
      script: join(root, 'libs/local-sesame/src/serve-function.mjs'),
      timeoutMs: functionTimeoutMs,
    });
  const handled: Handled = {
    seconds: 0,
    handlersCpuMs: 0,
    rollUpCpuMs: 0,
    logBytes: 0,
    residentMegabytes: 0,
    failures: 0,
  };
  const running: FunctionProcess[] = [];
  const pools = await Promise.all(
    topics.map(async (topic) => {
      const many = topic === 'events' ? recorders : 1;
      const pool = await Promise.all(Array.from({ length: many }, () => start(consumers[topic].functionName)));
      running.push(...pool);
      return { topic, pool };
    }),
  );
  const rollUp = await start('metrics-roll-up');
  running.push(rollUp);

  const tell = (payloads: Corpus['payloads']) =>
    Promise.all(
      pools.flatMap(({ topic, pool }) => {
        const left = payloads[topic].values();
        return pool.map(async (member) => {
          for (const payload of left) note(await member.invoke(payload));
        });
      }),
    );
  function note(told: Awaited<ReturnType<FunctionProcess['invoke']>>): void {
    if (!told || told.failure !== undefined) throw new Error(`A function failed: ${told?.failure ?? 'it is gone'}`);
    handled.handlersCpuMs += told.cpuMs;
    handled.residentMegabytes = Math.max(handled.residentMegabytes, told.residentMegabytes);
    handled.failures += failuresIn(told.answer);
  }
  async function count(): Promise<void> {
    const told = await rollUp.invoke('{}');
    if (!told || told.failure !== undefined) throw new Error(`The roll-up failed: ${told?.failure ?? 'it is gone'}`);
    handled.rollUpCpuMs += told.cpuMs;
    handled.residentMegabytes = Math.max(handled.residentMegabytes, told.residentMegabytes);
  }
  const logged = () => running.reduce((bytes, member) => bytes + member.logBytes(), 0);

  try {
    await tell(warmUp.payloads);
    await count();
    const loggedBefore = logged();
    Object.assign(handled, { handlersCpuMs: 0, rollUpCpuMs: 0, failures: 0 });
    const startedAt = performance.now();
    await tell(corpus.payloads);
    await count();
    handled.seconds = (performance.now() - startedAt) / 1_000;
    handled.logBytes = logged() - loggedBefore;
    return handled;
  } finally {
    await Promise.all(running.map((member) => member.kill()));
  }
}

function failuresIn(answer: unknown): number {
  const failures: unknown = typeof answer === 'object' && answer ? Reflect.get(answer, 'batchItemFailures') : undefined;
  return Array.isArray(failures) ? failures.length : 0;
}
