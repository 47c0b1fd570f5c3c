import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';

/** A message that a subscriber did not get, for people who look for it. */
export interface Undelivered {
  /** ISO 8601. */
  time: string;
  messageId: string;
  topicArn: string;
  subscriptionArn: string;
  /** Why the queue did not get it, and if the dead-letter queue did not either, why not. */
  reason: string;
  outcome: 'moved to the dead-letter queue' | 'dropped';
}

const undeliveredRow = z.object({
  time: z.string(),
  messageId: z.string(),
  topicArn: z.string(),
  subscriptionArn: z.string(),
  reason: z.string(),
  outcome: z.enum(['moved to the dead-letter queue', 'dropped']),
});

/** So many are kept, so that a broken policy under load does not fill the disk. */
const kept = 1000;

/** The record of what was not delivered. */
export function openUndelivered(database: DatabaseSync) {
  database.exec(`
    create table if not exists sns_undelivered (
      sequence integer primary key autoincrement,
      time text not null,
      message_id text not null,
      topic_arn text not null,
      subscription_arn text not null,
      reason text not null,
      outcome text not null
    ) strict`);
  const insert = database.prepare(`
    insert into sns_undelivered (time, message_id, topic_arn, subscription_arn, reason, outcome) values (?, ?, ?, ?, ?, ?)`);
  const forget = database.prepare('delete from sns_undelivered where sequence <= ?');
  const newestFirst = database.prepare(`
    select time, message_id as messageId, topic_arn as topicArn, subscription_arn as subscriptionArn, reason, outcome
    from sns_undelivered order by sequence desc`);

  return {
    add({ time, messageId, topicArn, subscriptionArn, reason, outcome }: Undelivered): void {
      const { lastInsertRowid } = insert.run(time, messageId, topicArn, subscriptionArn, reason, outcome);
      forget.run(Number(lastInsertRowid) - kept);
    },
    all: (): Undelivered[] => newestFirst.all().map((row) => undeliveredRow.parse(row)),
  };
}
