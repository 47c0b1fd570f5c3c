import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';

/** A queue's subscription to a topic, wrapped delivery. */
export interface Subscription {
  arn: string;
  topicArn: string;
  /** ARN of the queue. */
  endpoint: string;
  /** ARN of the queue for what could not be delivered. */
  deadLetterTargetArn: string | undefined;
}

const subscriptionRow = z.object({
  arn: z.string(),
  topic_arn: z.string(),
  endpoint: z.string(),
  dead_letter_target_arn: z.string().nullable(),
});

export type Subscriptions = ReturnType<typeof openSubscriptions>;

/** The table of subscriptions: at most one of an endpoint to a topic, whose ARN stays as long as it does. */
export function openSubscriptions(database: DatabaseSync) {
  database.exec(`
    create table if not exists sns_subscriptions (
      arn text primary key,
      topic_arn text not null references sns_topics on delete cascade,
      endpoint text not null,
      dead_letter_target_arn text,
      unique (topic_arn, endpoint)
    ) strict`);
  const write = database.prepare(`
    insert into sns_subscriptions values (?, ?, ?, ?)
    on conflict (topic_arn, endpoint) do update set dead_letter_target_arn = excluded.dead_letter_target_arn
    returning arn`);
  const remove = database.prepare('delete from sns_subscriptions where arn = ?');
  const byTopic = database.prepare('select * from sns_subscriptions where topic_arn = ? order by endpoint');

  return {
    /** Gives the ARN, which is new only if the endpoint was not subscribed before. */
    write({ topicArn, endpoint, deadLetterTargetArn }: Omit<Subscription, 'arn'>): string {
      const row = write.get(`${topicArn}:${randomUUID()}`, topicArn, endpoint, deadLetterTargetArn ?? null);
      return String(row?.['arn']);
    },
    remove: (arn: string) => void remove.run(arn),
    of: (topicArn: string): Subscription[] =>
      byTopic.all(topicArn).map((row) => {
        const { arn, topic_arn, endpoint, dead_letter_target_arn } = subscriptionRow.parse(row);
        return { arn, topicArn: topic_arn, endpoint, deadLetterTargetArn: dead_letter_target_arn ?? undefined };
      }),
  };
}
