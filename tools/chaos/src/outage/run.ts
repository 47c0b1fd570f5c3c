import { setTimeout } from 'node:timers/promises';
import { generateEvents, mixes } from '@sesame/event-generator';
import { doorsOf, type SesameProcess } from '@sesame/local-sesame';
import { differencesOf } from '../events/compare';
import { queues } from '../events/plan';
import { queueClient } from '../events/queue-client';
import { toldBy } from '../events/told';
import { startArrivals } from './arrivals';

export interface OutageParts {
  sesame: SesameProcess;
  seed: number;
  /** Events that arrive in a second. */
  rate: number;
  /** How long every call to DynamoDB fails. */
  seconds: number;
  /** Told what is going on, for people. */
  say: (line: string) => void;
}

const hourMs = 3_600_000;
const secondsBefore = 2;
/** How long the backlog may take to go. */
const secondsAfter = 240;
/** A message that failed is hidden for three minutes. */
const hiddenMs = 181_000;
const rollUpMs = 61_000;
const pauseMs = 250;
/** What is on its way at any moment: a batch waits for a second to become full. */
const secondsOnTheWay = 3;

/** Lets events arrive, takes DynamoDB away for a while, and looks at what became of them. */
export async function run({ sesame, seed, rate, seconds, say }: OutageParts) {
  const to = new Date();
  const from = new Date(to.getTime() - hourMs);
  const events = rate * (secondsBefore + seconds + secondsAfter);
  const records = generateEvents({ seed, events, from, to, mix: mixes.troubled });
  const doors = doorsOf(sesame.aws);
  const told = toldBy(sesame.api);
  const operator = queueClient(sesame.aws, 'operator');
  const readers = { metrics: 'metrics-record', bounces: 'bounces', complaints: 'complaints' } as const;
  const clients = queues.map((queue) => ({ queue, client: queueClient(sesame.aws, readers[queue]) }));
  const backlogNow = async () => {
    const waiting = await Promise.all(clients.map(({ queue, client }) => client.waiting(queue)));
    return waiting.reduce((sum, { visible, inFlight }) => sum + visible + inFlight, 0);
  };

  const arrivals = startArrivals(records, rate, operator);
  await setTimeout(secondsBefore * 1_000);
  const fault = await doors.addFault({ service: 'dynamodb', kind: 'error', rate: 1 });
  await setTimeout(seconds * 1_000);
  const faultsHit = (await doors.faults()).find(({ id }) => id === fault.id)?.hit ?? 0;
  await doors.clearFaults();
  const backlog = await backlogNow();
  const arrivedBefore = arrivals.arrived();
  say(
    `DynamoDB is back: ${backlog} messages wait, of which those that failed are hidden for three minutes; they pass.`,
  );

  await doors.advanceClock(hiddenMs);
  const startedAt = performance.now();
  let left = await backlogNow();
  while (left > rate * secondsOnTheWay && performance.now() - startedAt < secondsAfter * 1_000) {
    await setTimeout(pauseMs);
    left = await backlogNow();
  }
  const took = (performance.now() - startedAt) / 1_000;
  const drained = backlog - left + arrivals.arrived() - arrivedBefore;
  const drainedBesideArriving = Number((drained / took / rate).toPrecision(3));
  say(`${drained} messages went in ${took.toFixed(1)} s, ${drainedBesideArriving} times as fast as events arrive.`);

  const arrived = await arrivals.stop();
  while ((await backlogNow()) > 0) await setTimeout(pauseMs);
  const until = new Date(to.getTime() + hourMs);
  while (!(await told.isComplete(from, until))) {
    await doors.advanceClock(rollUpMs);
    await setTimeout(1_000);
  }
  const differences = await differencesOf(arrived, told, { from, to: until });
  const deadLetters = await Promise.all(queues.map((queue) => operator.waiting(`${queue}-dead-letter`)));
  const deadLettered = deadLetters.reduce((sum, { visible, inFlight }) => sum + visible + inFlight, 0);
  for (const { client } of [...clients, { client: operator }]) client.stop();
  return { events: arrived.length, faultsHit, backlog, drainedBesideArriving, deadLettered, ...differences };
}
