import { setTimeout } from 'node:timers/promises';
import type { SesEventRecord } from '@sesame/event-generator';
import { doorsOf, type SesameProcess } from '@sesame/local-sesame';
import { atOnce } from '../at-once';
import { differencesOf, type Differences } from './compare';
import { deadLetters, judgeDeadLetters, repairAll } from './dead-letters';
import { drain } from './drain';
import type { Killer } from './killer';
import { type Message, type Plan, queues } from './plan';
import { queueClient } from './queue-client';
import { toldBy } from './told';
import { startWorkers } from './workers';

export interface RunParts {
  plan: Plan;
  seed: number;
  killer: Killer;
  sesame: SesameProcess;
  /** The repository, with what was packaged in `dist`. */
  root: string;
  from: Date;
  to: Date;
  /** Told what is going on, for people. */
  say: (line: string) => void;
}

/** What was found. */
export interface Found {
  beforeRepair: Differences;
  afterRepair: Differences;
  poison: number;
  poisonMissing: number;
  /** Good messages that were not handled in five deliveries. */
  goodDeadLettered: number;
  redriven: number;
  repaired: number;
  /** How often the clock went on so that messages were delivered again. */
  redeliveries: number;
  faultsHit: number;
}

/** The shares of all calls to DynamoDB that go wrong. `reset-after` is what a time-out after the deed comes to. */
const faults = [
  { kind: 'throttle', rate: 0.05 },
  { kind: 'error', rate: 0.02 },
  { kind: 'reset-after', rate: 0.01 },
  { kind: 'unprocessed', operation: 'BatchWriteItem', rate: 0.01 },
];
const sendersAtOnce = 4;

/** Sends everything while workers are killed and calls go wrong; compares; repairs what is malformed; compares again. */
export async function run({ plan, seed, killer, sesame, root, from, to, say }: RunParts): Promise<Found> {
  const doors = doorsOf(sesame.aws);
  const told = toldBy(sesame.api);
  const operator = queueClient(sesame.aws, 'operator');
  const clients = new Map([
    ['metrics', queueClient(sesame.aws, 'metrics-record')],
    ['bounces', queueClient(sesame.aws, 'bounces')],
    ['complaints', queueClient(sesame.aws, 'complaints')],
  ]);
  const workers = startWorkers({ sesame, root, killer });
  const drained = () => drain(clients, { doors, workers, say });
  const work = async (): Promise<Found> => {
    for (const [n, fault] of faults.entries()) await doors.addFault({ service: 'dynamodb', seed: seed + n, ...fault });
    const poison = await sendAll();
    let redeliveries = await drained();
    while (killer.left() > 0) await setTimeout(200);
    redeliveries += await drained();
    const faultsHit = (await doors.faults()).reduce((sum, { hit }) => sum + hit, 0);
    await doors.clearFaults();
    say(`The queues are empty after ${killer.made()} kills; ${faultsHit} calls went wrong.`);
    await counted();
    const good = plan.events.filter(({ isPoisoned }) => !isPoisoned).map(({ record }) => record);
    const beforeRepair = await compared(good);

    const found = await deadLetters(operator);
    const verdict = judgeDeadLetters(found, poison);
    const repairs = await repairAll(found, poison, { operator, sesame, root });
    say(
      `${poison.size} malformed messages, of which ${verdict.poisonMissing} are missing, were repaired and moved back.`,
    );
    redeliveries += await drained();
    await counted();
    const afterRepair = await compared(plan.events.map(({ record }) => record));
    return { beforeRepair, afterRepair, poison: poison.size, ...verdict, ...repairs, redeliveries, faultsHit };
  };
  try {
    const found = await Promise.race([work(), workers.failure]);
    if (!found) throw new Error('The workers ended before the work was done.');
    return found;
  } finally {
    killer.stop();
    await workers.stop();
    for (const client of [operator, ...clients.values()]) client.stop();
  }

  async function sendAll(): Promise<Map<string, Message>> {
    const poison = new Map<string, Message>();
    const total = plan.bursts.reduce((sum, burst) => sum + burst.length, 0);
    let [sent, heard] = [0, 0];
    await atOnce(sendersAtOnce, plan.bursts, async (burst) => {
      for (const queue of queues) {
        const messages = burst.filter((message) => message.queue === queue);
        const ids = await operator.send(
          queue,
          messages.map(({ body }) => body()),
        );
        for (const [n, message] of messages.entries()) if (message.poison) poison.set(ids[n] ?? '', message);
      }
      sent += burst.length;
      if (sent - heard >= total / 10) {
        heard = sent;
        say(`${sent} of ${total} messages are sent, ${killer.made()} kills made.`);
      }
    });
    return poison;
  }

  /** Waits until everything that is recorded is counted. */
  async function counted(): Promise<void> {
    workers.leaveOneRollUp();
    while (!(await told.isComplete(from, to))) await setTimeout(500);
  }

  async function compared(records: SesEventRecord[]): Promise<Differences> {
    const differences = await differencesOf(records, told, { from, to });
    const { counterDifference, suppressionDifference, counters, suppressed } = differences;
    say(
      `${counters} counters differ by ${counterDifference}, ${suppressed} suppressed addresses by ${suppressionDifference}.`,
    );
    return differences;
  }
}
