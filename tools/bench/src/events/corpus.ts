import { randomUUID } from 'node:crypto';
import { generateEvents, mixes, snsEnvelope, type SesEventRecord } from '@sesame/event-generator';
import { sqsEvent } from '@sesame/local-sesame';

/** The consumers of what SES says, each behind a queue of its own: `events` has everything. */
export const consumers = {
  events: { functionName: 'metrics-record', queue: 'metrics', hears: () => true },
  bounces: { functionName: 'bounces', queue: 'bounces', hears: (type: string) => type === 'Bounce' },
  complaints: { functionName: 'complaints', queue: 'complaints', hears: (type: string) => type === 'Complaint' },
};
export type Topic = keyof typeof consumers;
export const topics: readonly Topic[] = ['events', 'bounces', 'complaints'];

const hourMs = 3_600_000;
const batchSize = 100;

/** Events of one hour, and the invocations of each consumer that tell of them, a hundred messages each. */
export interface Corpus {
  events: SesEventRecord[];
  payloads: Record<Topic, string[]>;
}

/** What SES says of usual mail within the hour before `to`, in the order in which it happened. */
export function corpusOf(seed: number, events: number, to: Date): Corpus {
  const from = new Date(to.getTime() - hourMs);
  const told = generateEvents({ seed, events, from, to, mix: mixes.usual });
  return {
    events: told,
    payloads: {
      events: payloadsOf('events', told, to),
      bounces: payloadsOf('bounces', told, to),
      complaints: payloadsOf('complaints', told, to),
    },
  };
}

function payloadsOf(topic: Topic, told: readonly SesEventRecord[], at: Date): string[] {
  const { queue, hears } = consumers[topic];
  const topicArn = `arn:aws:sns:us-east-1:000000000000:sesame-local-${topic}`;
  const heard = told.filter(({ eventType }) => hears(eventType));
  return Array.from({ length: Math.ceil(heard.length / batchSize) }, (_, n) =>
    sqsEvent(
      `arn:aws:sqs:us-east-1:000000000000:sesame-local-${queue}`,
      heard.slice(n * batchSize, (n + 1) * batchSize).map((event) => ({
        body: snsEnvelope(JSON.stringify(event), { topicArn, messageId: randomUUID(), at }),
        sentAt: at,
      })),
    ),
  );
}
