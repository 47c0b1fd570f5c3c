import { dice, generateEvents, mixes, snsEnvelope, type Dice, type SesEventRecord } from '@sesame/event-generator';
import { poisonKinds, type PoisonKind } from './poison';

/** The queues that hear of events, and what of: `metrics` of everything. */
export const queues = ['metrics', 'bounces', 'complaints'] as const;
export type Queue = (typeof queues)[number];
const topics = { metrics: 'events', bounces: 'bounces', complaints: 'complaints' } as const;

/** A message that is put on a queue. Its body is made when it is needed, since all of them are hundreds of megabytes. */
export interface Message {
  queue: Queue;
  body: () => string;
  /** What it should have been, where it is malformed. */
  poison?: { kind: PoisonKind; repaired: () => string };
}

export interface Plan {
  /** Every event, of which no two tell the same, and whether it is told by malformed messages. */
  events: { record: SesEventRecord; isPoisoned: boolean }[];
  /** Messages in the order in which they are sent, so many at once. */
  bursts: Message[][];
}

export interface PlanWanted {
  seed: number;
  events: number;
  days: number;
  now: Date;
}

const dayMs = 24 * 3_600_000;
const sentTwice = 0.05;
const publishedTwice = 0.02;
const malformed = 0.01;
const burstSizes = [1, 10, 100, 1_000] as const;

/**
 * What happens, by its seed: events over so many days up to now, each told to every queue that hears of it; 5 % of the
 * messages twice as they are, 2 % published twice (another id of SNS), 1 % of the events malformed, and all in any order.
 */
export function planOf({ seed, events, days, now }: PlanWanted): Plan {
  const chance = dice(seed);
  const from = new Date(now.getTime() - days * dayMs);
  const records = generateEvents({ seed, events, from, to: now, mix: mixes.troubled });
  const told = records.map((record) => ({ record, isPoisoned: chance.chance(malformed) }));
  let poisoned = chance.whole(poisonKinds.length);
  const messages = told.flatMap(({ record, isPoisoned }) => {
    const kind = isPoisoned ? poisonKinds[poisoned++ % poisonKinds.length] : undefined;
    return queuesOf(record).flatMap((queue) => messagesOf(record, { queue, kind, now, chance }));
  });
  return { events: told, bursts: burstsOf(chance.shuffled(messages), chance) };
}

/** The queues that hear of an event. */
export function queuesOf({ eventType }: SesEventRecord): Queue[] {
  if (eventType === 'Bounce') return ['metrics', 'bounces'];
  return eventType === 'Complaint' ? ['metrics', 'complaints'] : ['metrics'];
}

/** The topic that a queue is subscribed to. */
export function topicArnOf(queue: Queue): string {
  return `arn:aws:sns:us-east-1:000000000000:sesame-local-${topics[queue]}`;
}

function messagesOf(
  record: SesEventRecord,
  { queue, kind, now, chance }: { queue: Queue; kind: PoisonKind | undefined; now: Date; chance: Dice },
): Message[] {
  const topicArn = topicArnOf(queue);
  const published = (): Message => {
    const messageId = [8, 4, 4, 4, 12].map((digits) => chance.hex(digits)).join('-');
    const wrapped = (message: string) => snsEnvelope(message, { topicArn, messageId, at: now });
    const body = () => wrapped(JSON.stringify(record));
    if (!kind) return { queue, body };
    const message = () => JSON.stringify(kind.record ? kind.record(record) : record);
    const malformedBody = () => wrapped(kind.message ? kind.message(message()) : message());
    return { queue, body: () => kind.body?.(body()) ?? malformedBody(), poison: { kind, repaired: body } };
  };
  const first = published();
  if (kind) return [first];
  const again = chance.chance(sentTwice) ? [first] : [];
  return [first, ...again, ...(chance.chance(publishedTwice) ? [published()] : [])];
}

function burstsOf(messages: readonly Message[], chance: Dice): Message[][] {
  const bursts: Message[][] = [];
  for (let at = 0; at < messages.length;) {
    const size = burstSizes[chance.whole(burstSizes.length)] ?? 1;
    bursts.push(messages.slice(at, at + size));
    at += size;
  }
  return bursts;
}
