import type { Connection } from '@sesame/email';
import * as z from 'zod/mini';
import { bucketOf, countedAt, partitionFor } from './bucket';
import type { Fact } from './fact';
import { factDetails } from './fact-details';
import { factId } from './fact-id';

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
 * changes nothing. It expires `keptForDays` after it counts, so that no fact of a bucket goes before the others. What only
 * says that another fact was the first stands in no timeline.
 */
export function toFactItem(fact: Fact, keptForDays: number) {
  const { sentAt, recipient, configurationSet, fromDomain, template, tags, simulatedRecipients } = fact;
  const id = factId(fact);
  const sk = `${fact.details.type}#${id}`;
  return {
    pk: partitionFor(bucketOf(fact), id),
    sk,
    ...placeInTimeline(fact, sk),
    sent_at: sentAt.toISOString(),
    ...(recipient !== undefined && { recipient }),
    ...(configurationSet !== undefined && { configuration_set: configurationSet }),
    ...(fromDomain !== undefined && { from_domain: fromDomain }),
    ...(template !== undefined && { template }),
    // Names and values in turn: as names of a map, the SDK would refuse `constructor` and leave out `__proto__`.
    ...(tags !== undefined && { tags: Object.entries(tags).flat() }),
    ...(simulatedRecipients !== undefined && { simulated: simulatedRecipients }),
    details: fact.details,
    expires: Math.floor(countedAt(fact).getTime() / 1000) + keptForDays * secondsPerDay,
  };
}

function placeInTimeline({ connection, messageId, emailId, time, details: { type } }: Fact, sk: string) {
  const isOfOthers = emailId === undefined;
  if (type === 'first-open' || type === 'first-click') {
    return { message_id: messageId, ...(!isOfOthers && { email_id: emailId }) };
  }
  const timeline_sk = `${time.toISOString()}#${sk}`;
  // The name of the timeline of others' mail is SES's id already, and an item has room for it once.
  if (isOfOthers) return { timeline_pk: timelinePartition(connection, messageId), timeline_sk };
  return { timeline_pk: timelinePartition(connection, emailId), timeline_sk, message_id: messageId };
}

const factItem = z.object({
  pk: z.string(),
  timeline_pk: z.optional(z.string()),
  timeline_sk: z.optional(z.string()),
  email_id: z.optional(z.string()),
  message_id: z.optional(z.string()),
  sent_at: z.iso.datetime(),
  recipient: z.optional(z.string()),
  configuration_set: z.optional(z.string()),
  from_domain: z.optional(z.string()),
  template: z.optional(z.string()),
  tags: z.optional(z.array(z.string())),
  simulated: z.optional(z.number()),
  details: factDetails,
});

/** @throws an Error when the item is none that this lib wrote */
export function fromFactItem(item: unknown): Fact {
  const row = factItem.parse(item);
  const name = row.timeline_pk?.slice(row.timeline_pk.lastIndexOf('#') + 1);
  const messageId = row.message_id ?? name;
  if (messageId === undefined) throw new Error('A fact is about a message, and this item names none');
  const emailId = name ?? row.email_id;
  return {
    connection: row.pk.slice(0, row.pk.lastIndexOf('#', row.pk.lastIndexOf('#') - 1)),
    messageId,
    emailId: emailId === messageId ? undefined : emailId,
    time: new Date(row.timeline_sk?.slice(0, row.timeline_sk.indexOf('#')) ?? row.sent_at),
    sentAt: new Date(row.sent_at),
    recipient: row.recipient,
    configurationSet: row.configuration_set,
    fromDomain: row.from_domain,
    ...(row.template !== undefined && { template: row.template }),
    ...(row.tags !== undefined && { tags: pairsOf(row.tags) }),
    ...(row.simulated !== undefined && { simulatedRecipients: row.simulated }),
    details: row.details,
  };
}

function pairsOf(inTurn: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    inTurn.flatMap((name, n): [string, string][] => (n % 2 === 0 ? [[name, inTurn[n + 1] ?? '']] : [])),
  );
}

/** The id of the fact that has this sort key. */
export function idOfSortKey(sortKey: string): string {
  return sortKey.slice(sortKey.indexOf('#') + 1);
}
