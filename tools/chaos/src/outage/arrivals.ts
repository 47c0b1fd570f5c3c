import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { snsEnvelope, type SesEventRecord } from '@sesame/event-generator';
import { queues, queuesOf, topicArnOf } from '../events/plan';
import type { QueueClient } from '../events/queue-client';

const tickMs = 200;

/** Events that arrive one after the other, so many a second, until they are stopped. */
export function startArrivals(records: readonly SesEventRecord[], rate: number, operator: QueueClient) {
  const startedAt = performance.now();
  let arrived = 0;
  let isStopping = false;

  async function arrive(): Promise<void> {
    while (!isStopping) {
      const due = Math.min(records.length, Math.floor(((performance.now() - startedAt) / 1_000) * rate));
      const now = records.slice(arrived, due);
      for (const queue of queues) {
        const bodies = now
          .filter((record) => queuesOf(record).includes(queue))
          .map((record) => envelopeOf(record, topicArnOf(queue)));
        await operator.send(queue, bodies);
      }
      arrived = due;
      await setTimeout(tickMs);
    }
  }

  const running = arrive();
  return {
    arrived: () => arrived,
    /** Resolves with the events that came. */
    async stop(): Promise<SesEventRecord[]> {
      isStopping = true;
      await running;
      return records.slice(0, arrived);
    },
  };
}

function envelopeOf(record: SesEventRecord, topicArn: string): string {
  return snsEnvelope(JSON.stringify(record), { topicArn, messageId: randomUUID(), at: new Date() });
}
