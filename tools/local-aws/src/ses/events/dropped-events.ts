import type { Store } from '../../store';

/** An event that SES could not publish. The send it is about succeeded all the same. */
export interface DroppedEvent {
  /** ISO 8601. */
  droppedAt: string;
  messageId: string;
  eventType: string;
  configurationSetName: string;
  destinationName: string;
  topicArn: string;
  reason: string;
}

/** Where dropped events are kept, so that a person can find out why none arrived; SES itself says nothing. */
export interface DroppedEvents {
  add(dropped: DroppedEvent): void;
  /** The newest first. */
  list(): DroppedEvent[];
}

export function openDroppedEvents({ database }: Store): DroppedEvents {
  database.exec(`
    create table if not exists ses_dropped_events (
      id integer primary key, dropped_at text not null, message_id text not null, event_type text not null,
      configuration_set text not null, destination text not null, topic_arn text not null, reason text not null)`);
  const add = database.prepare('insert into ses_dropped_events values (null, ?, ?, ?, ?, ?, ?, ?)');
  const list = database.prepare('select * from ses_dropped_events order by id desc');
  return {
    add({ droppedAt, messageId, eventType, configurationSetName, destinationName, topicArn, reason }) {
      add.run(droppedAt, messageId, eventType, configurationSetName, destinationName, topicArn, reason);
    },
    list: () =>
      list.all().map((row) => ({
        droppedAt: String(row['dropped_at']),
        messageId: String(row['message_id']),
        eventType: String(row['event_type']),
        configurationSetName: String(row['configuration_set']),
        destinationName: String(row['destination']),
        topicArn: String(row['topic_arn']),
        reason: String(row['reason']),
      })),
  };
}
