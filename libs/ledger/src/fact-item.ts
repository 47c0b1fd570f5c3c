import type { Connection } from '@sesame/email';
import * as z from 'zod/mini';
import type { Fact } from './fact';
import { factDetails } from './fact-details';
import { factId } from './fact-id';

const shards = 4;
const secondsPerDay = 24 * 60 * 60;

/** A fact as it stands in the table. */
export type FactItem = ReturnType<typeof toFactItem>;

/**
 * The partition of the index `timeline` that tells of one message: by Sesame's id of it, which an e-mail has from the
 * beginning, and by SES's id where Sesame did not send it.
 */
export function timelinePartition(connection: Connection, id: string): string {
  return `${connection}#${id}`;
}

/**
 * The item of a fact. It is made of the fact alone, and never of when it was written, so that writing a fact again
 * changes nothing. An unsubscribe stands in the minute in which its message was sent: taken back and made again it is
 * still the one of that message, and counts against what was sent then. An item expires `keptForDays` after its message was sent: a timeline goes as a whole.
 */
export function toFactItem(fact: Fact, keptForDays: number) {
  const { connection, messageId, emailId, time, sentAt, recipient, configurationSet, fromDomain, details } = fact;
  const id = factId(fact);
  const sk = `${details.type}#${id}`;
  const at = time.toISOString();
  const minute = (details.type === 'unsubscribe' ? sentAt : time).toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length);
  return {
    pk: `${connection}#${minute}#${shardOf(id)}`,
    sk,
    timeline_pk: timelinePartition(connection, emailId ?? messageId),
    timeline_sk: `${at}#${sk}`,
    message_id: messageId,
    sent_at: sentAt.toISOString(),
    ...(recipient !== undefined && { recipient }),
    ...(configurationSet !== undefined && { configuration_set: configurationSet }),
    ...(fromDomain !== undefined && { from_domain: fromDomain }),
    details,
    expires: Math.floor(sentAt.getTime() / 1000) + keptForDays * secondsPerDay,
  };
}

const factItem = z.object({
  timeline_pk: z.string(),
  timeline_sk: z.string(),
  message_id: z.string(),
  sent_at: z.iso.datetime(),
  recipient: z.optional(z.string()),
  configuration_set: z.optional(z.string()),
  from_domain: z.optional(z.string()),
  details: factDetails,
});

/** @throws an Error when the item is none that this lib wrote */
export function fromFactItem(item: unknown): Fact {
  const row = factItem.parse(item);
  const end = row.timeline_pk.lastIndexOf('#');
  const id = row.timeline_pk.slice(end + 1);
  return {
    connection: row.timeline_pk.slice(0, end),
    messageId: row.message_id,
    emailId: id === row.message_id ? undefined : id,
    time: new Date(row.timeline_sk.slice(0, row.timeline_sk.indexOf('#'))),
    sentAt: new Date(row.sent_at),
    recipient: row.recipient,
    configurationSet: row.configuration_set,
    fromDomain: row.from_domain,
    details: row.details,
  };
}

/** The id of the fact that has this sort key. */
export function idOfSortKey(sortKey: string): string {
  return sortKey.slice(sortKey.indexOf('#') + 1);
}

function shardOf(id: string): number {
  return Number.parseInt(id.slice(-1), 16) % shards;
}
