import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { type MessageAttributes, messageAttributesInput } from './message-attributes';

/** A message as the store keeps it. Times are milliseconds since 1970. */
export interface StoredMessage {
  sequence: number;
  id: string;
  body: string;
  attributes: MessageAttributes;
  senderId: string;
  sentAt: number;
  /** Receives from the queue it is in now. */
  receiveCount: number;
  /** Receives from the queues it was in before. */
  receivedElsewhere: number;
  firstReceivedAt: number | undefined;
  /** ARN of the queue it was moved from. */
  deadLetterSource: string | undefined;
}

export interface MessageState {
  receiveCount: number;
  visibleAt: number;
  receivedAt: number | undefined;
}

const messageRow = z.object({
  sequence: z.number(),
  id: z.string(),
  body: z.string(),
  attributes: z.string().nullable(),
  sender_id: z.string(),
  sent_at: z.number(),
  receive_count: z.number(),
  received_elsewhere: z.number(),
  first_received_at: z.number().nullable(),
  dead_letter_source: z.string().nullable(),
});
const stateRow = z.object({ receive_count: z.number(), visible_at: z.number(), received_at: z.number().nullable() });
const countsRow = z.object({ visible: z.number(), in_flight: z.number(), delayed: z.number() });
const firstRow = z.object({ first: z.number().nullable() });
const countRow = z.object({ count: z.number() });

export type Messages = ReturnType<typeof openMessages>;

/**
 * The table of messages. Its first index finds what is visible, what will be next and what is in flight without
 * reading the messages before it, so a receive costs the same with ten messages as with a hundred thousand.
 */
export function openMessages(database: DatabaseSync) {
  database.exec(`
    create table if not exists sqs_messages (
      sequence integer primary key autoincrement,
      queue_id integer not null references sqs_queues on delete cascade,
      id text not null,
      body text not null,
      attributes text,
      sender_id text not null,
      sent_at integer not null,
      visible_at integer not null,
      receive_count integer not null default 0,
      received_elsewhere integer not null default 0,
      received_at integer,
      first_received_at integer,
      dead_letter_source text
    ) strict;
    create index if not exists sqs_messages_by_visibility on sqs_messages (queue_id, visible_at, receive_count);
    create index if not exists sqs_messages_by_age on sqs_messages (queue_id, sent_at);`);
  const insert = database.prepare(`
    insert into sqs_messages (queue_id, id, body, attributes, sender_id, sent_at, visible_at) values (?, ?, ?, ?, ?, ?, ?)`);
  const visible = database.prepare(`
    select sequence, id, body, attributes, sender_id, sent_at, receive_count, received_elsewhere, first_received_at,
      dead_letter_source
    from sqs_messages where queue_id = ? and visible_at <= ?
    order by visible_at, receive_count, sequence limit ?`);
  const markReceived = database.prepare(`
    update sqs_messages set receive_count = receive_count + 1, visible_at = ?1, received_at = ?2,
      first_received_at = coalesce(first_received_at, ?2)
    where sequence = ?3`);
  const move = database.prepare(`
    update sqs_messages set queue_id = ?, visible_at = ?, dead_letter_source = ?,
      received_elsewhere = received_elsewhere + receive_count, receive_count = 0
    where sequence = ?`);
  const state = database.prepare(
    'select receive_count, visible_at, received_at from sqs_messages where sequence = ? and queue_id = ?',
  );
  const writeVisibleAt = database.prepare('update sqs_messages set visible_at = ? where sequence = ?');
  const remove = database.prepare('delete from sqs_messages where sequence = ? and queue_id = ? and receive_count = ?');
  const removeSentUntil = database.prepare('delete from sqs_messages where queue_id = ? and sent_at <= ?');
  const removeAll = database.prepare('delete from sqs_messages where queue_id = ?');
  const nextVisible = database.prepare(
    'select min(visible_at) as first from sqs_messages where queue_id = ? and visible_at > ?',
  );
  const inFlight = database.prepare(`
    select count(*) as count from sqs_messages where queue_id = ? and visible_at > ? and receive_count > 0`);
  const counts = database.prepare(`
    select
      count(*) filter (where visible_at <= ?1) as visible,
      count(*) filter (where visible_at > ?1 and receive_count > 0) as in_flight,
      count(*) filter (where visible_at > ?1 and receive_count = 0) as delayed
    from sqs_messages where queue_id = ?2`);

  return {
    add(
      queueId: number,
      message: Pick<StoredMessage, 'id' | 'body' | 'attributes' | 'senderId' | 'sentAt'> & { visibleAt: number },
    ): void {
      const { id, body, senderId, sentAt, visibleAt } = message;
      const attributes = Object.keys(message.attributes).length > 0 ? JSON.stringify(message.attributes) : null;
      insert.run(queueId, id, body, attributes, senderId, sentAt, visibleAt);
    },
    /** The longest visible first. */
    visible: (queueId: number, now: number, limit: number) => visible.all(queueId, now, limit).map(readMessage),
    markReceived: (sequence: number, now: number, visibleAt: number) => void markReceived.run(visibleAt, now, sequence),
    /** Keeps all of the message but its queue; it is visible at once. */
    move: (sequence: number, to: { queueId: number; sourceArn: string; now: number }) =>
      void move.run(to.queueId, to.now, to.sourceArn, sequence),
    stateOf(sequence: number, queueId: number): MessageState | undefined {
      const row = state.get(sequence, queueId);
      if (!row) return undefined;
      const { receive_count, visible_at, received_at } = stateRow.parse(row);
      return { receiveCount: receive_count, visibleAt: visible_at, receivedAt: received_at ?? undefined };
    },
    setVisibleAt: (sequence: number, visibleAt: number) => void writeVisibleAt.run(visibleAt, sequence),
    /** Only as long as it has not been received again. */
    remove: (sequence: number, queueId: number, receiveCount: number) =>
      void remove.run(sequence, queueId, receiveCount),
    removeSentUntil: (queueId: number, time: number) => void removeSentUntil.run(queueId, time),
    removeAll: (queueId: number) => void removeAll.run(queueId),
    /** When the next message that is not visible now will be. */
    nextVisibleAt: (queueId: number, now: number) => firstRow.parse(nextVisible.get(queueId, now)).first ?? undefined,
    countInFlight: (queueId: number, now: number) => countRow.parse(inFlight.get(queueId, now)).count,
    counts(queueId: number, now: number): { visible: number; inFlight: number; delayed: number } {
      const { visible, in_flight, delayed } = countsRow.parse(counts.get(now, queueId));
      return { visible, inFlight: in_flight, delayed };
    },
  };
}

function readMessage(row: unknown): StoredMessage {
  const read = messageRow.parse(row);
  return {
    sequence: read.sequence,
    id: read.id,
    body: read.body,
    attributes: read.attributes === null ? {} : messageAttributesInput.parse(JSON.parse(read.attributes)),
    senderId: read.sender_id,
    sentAt: read.sent_at,
    receiveCount: read.receive_count,
    receivedElsewhere: read.received_elsewhere,
    firstReceivedAt: read.first_received_at ?? undefined,
    deadLetterSource: read.dead_letter_source ?? undefined,
  };
}
