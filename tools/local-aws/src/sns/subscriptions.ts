import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';

/** A queue's subscription to a topic. */
export interface Subscription {
  arn: string;
  topicArn: string;
  /** ARN of the queue. */
  endpoint: string;
  /** ARN of the queue for what could not be delivered. */
  deadLetterTargetArn: string | undefined;
  /** Without SNS's envelope. */
  rawMessageDelivery: boolean;
}

const subscriptionRow = z.object({
  arn: z.string(),
  topic_arn: z.string(),
  endpoint: z.string(),
  dead_letter_target_arn: z.string().nullable(),
  raw_message_delivery: z.number(),
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
      raw_message_delivery integer not null default 0,
      unique (topic_arn, endpoint)
    ) strict`);
  addMissingColumn(database);
  const write = database.prepare(`
    insert into sns_subscriptions (arn, topic_arn, endpoint, dead_letter_target_arn, raw_message_delivery)
    values (?, ?, ?, ?, ?)
    on conflict (topic_arn, endpoint) do update set
      dead_letter_target_arn = excluded.dead_letter_target_arn, raw_message_delivery = excluded.raw_message_delivery
    returning arn`);
  const remove = database.prepare('delete from sns_subscriptions where arn = ?');
  const byTopic = database.prepare('select * from sns_subscriptions where topic_arn = ? order by endpoint');

  return {
    /** Gives the ARN, which is new only if the endpoint was not subscribed before. */
    write({ topicArn, endpoint, deadLetterTargetArn, rawMessageDelivery }: Omit<Subscription, 'arn'>): string {
      const arn = `${topicArn}:${randomUUID()}`;
      const row = write.get(arn, topicArn, endpoint, deadLetterTargetArn ?? null, rawMessageDelivery ? 1 : 0);
      return String(row?.['arn']);
    },
    remove: (arn: string) => void remove.run(arn),
    of: (topicArn: string): Subscription[] =>
      byTopic.all(topicArn).map((row) => {
        const { arn, topic_arn, endpoint, dead_letter_target_arn, raw_message_delivery } = subscriptionRow.parse(row);
        return {
          arn,
          topicArn: topic_arn,
          endpoint,
          deadLetterTargetArn: dead_letter_target_arn ?? undefined,
          rawMessageDelivery: raw_message_delivery === 1,
        };
      }),
  };
}

/** A data folder from before raw message delivery has the table without its column. */
function addMissingColumn(database: DatabaseSync): void {
  const columns = database.prepare(`select name from pragma_table_info('sns_subscriptions')`).all();
  if (!columns.some((column) => column['name'] === 'raw_message_delivery'))
    database.exec('alter table sns_subscriptions add column raw_message_delivery integer not null default 0');
}
