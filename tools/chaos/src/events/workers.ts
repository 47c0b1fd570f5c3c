import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  clientSettings,
  type FunctionProcess,
  type PackagedFunction,
  type SesameProcess,
  sqsEvent,
  startFunction,
  unpackFunction,
} from '@sesame/local-sesame';
import * as z from 'zod';
import type { Killer } from './killer';
import type { Queue } from './plan';
import { queueClient } from './queue-client';

/** Processes of packaged functions that take from the deployed queues beside the deployed event source mappings. */
const pollers: readonly { functionName: string; queue: Queue; batchSize: number }[] = [
  { functionName: 'metrics-record', queue: 'metrics', batchSize: 1_000 },
  { functionName: 'metrics-record', queue: 'metrics', batchSize: 100 },
  { functionName: 'metrics-record', queue: 'metrics', batchSize: 10 },
  { functionName: 'metrics-record', queue: 'metrics', batchSize: 1 },
  { functionName: 'bounces', queue: 'bounces', batchSize: 100 },
  { functionName: 'bounces', queue: 'bounces', batchSize: 10 },
  { functionName: 'complaints', queue: 'complaints', batchSize: 10 },
];
/** After the fifth a message is a dead letter, so nobody is killed over one that came so often. */
const mostReceives = 2;
const pauseMs = 100;
const functionTimeoutMs = 29_000;
/** A roll-up begins nothing new when it has 15 seconds left. */
const rollUpTimeoutMs = 18_000;
const rollUpPauseMs = 500;
/** A role's credentials are believed for an hour of the embedded clock, which is moved. */
const renewedAfterAdvances = 8;

const answered = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });

export interface WorkersParts {
  sesame: SesameProcess;
  /** The repository, with the packaged services in `dist`. */
  root: string;
  killer: Killer;
}

/** The workers, which run until they are told to stop. */
export function startWorkers({ sesame, root, killer }: WorkersParts) {
  const { aws, dataFolder } = sesame;
  const unpacked = new Map<string, PackagedFunction>();
  const alive = new Set<FunctionProcess>();
  let advances = 0;
  let isStopping = false;
  let busy = 0;
  let mostRollUps = 2;

  async function start(name: string, timeoutMs: number): Promise<FunctionProcess> {
    const packaged =
      unpacked.get(name) ?? unpackFunction(join(root, 'dist/apps'), name, join(dataFolder, `unpacked-${name}`));
    unpacked.set(name, packaged);
    const { credentials } = await clientSettings(aws, name);
    const script = join(root, 'libs/local-sesame/src/serve-function.mjs');
    const started = await startFunction({ packaged, credentials, aws, script, timeoutMs });
    alive.add(started);
    return started;
  }

  /** One process of a function after the other: the next when one was killed, or has had its credentials for long. */
  function successively(name: string, timeoutMs: number) {
    let worker: FunctionProcess | undefined;
    let startedAt = 0;
    return async (): Promise<FunctionProcess> => {
      if (worker?.isAlive() && advances - startedAt < renewedAfterAdvances) return worker;
      if (worker) {
        await worker.kill();
        alive.delete(worker);
      }
      startedAt = advances;
      worker = await start(name, timeoutMs);
      return worker;
    };
  }

  async function poll({ functionName, queue, batchSize }: (typeof pollers)[number]): Promise<void> {
    const client = queueClient(aws, functionName);
    const next = successively(functionName, functionTimeoutMs);
    while (!isStopping) {
      const worker = await next();
      busy += 1;
      try {
        const messages = await client.receive(queue, batchSize);
        if (messages.length > 0) {
          const event = sqsEvent(`arn:aws:sqs:us-east-1:000000000000:sesame-local-${queue}`, messages);
          const isSpared = messages.some(({ receiveCount }) => receiveCount > mostReceives);
          const invocation = await killer.invoke(`${functionName} ${batchSize}`, worker, event, isSpared);
          // Who was killed or threw has not answered for its messages: they come back when they are visible again.
          if (invocation && invocation.failure === undefined) {
            const failed = new Set(
              answered.parse(invocation.answer).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier),
            );
            await client.remove(
              queue,
              messages.filter(({ messageId }) => !failed.has(messageId)),
            );
          }
          continue;
        }
      } finally {
        busy -= 1;
      }
      await setTimeout(pauseMs);
    }
    client.stop();
  }

  async function rollUp(place: number): Promise<void> {
    const next = successively('metrics-roll-up', rollUpTimeoutMs);
    while (!isStopping) {
      if (place < mostRollUps) await killer.invoke('metrics-roll-up', await next(), '{}');
      await setTimeout(rollUpPauseMs);
    }
  }

  const running = [...pollers.map(poll), rollUp(0), rollUp(1)];
  return {
    /** Whether none of them has messages in hand. */
    isIdle: () => busy === 0,
    clockAdvanced(): void {
      advances += 1;
    },
    /** From now on one roll-up goes on alone. */
    leaveOneRollUp(): void {
      mostRollUps = 1;
    },
    async stop(): Promise<void> {
      isStopping = true;
      await Promise.all(running);
      await Promise.all([...alive].map((worker) => worker.kill()));
    },
    /** What ends all of them, if one throws. */
    failure: Promise.all(running).then(() => undefined),
  };
}

export type Workers = ReturnType<typeof startWorkers>;
