// What must come of events, computed plainly: from all of them at once, each once. It shares nothing with the services.
import type { SesEventRecord } from '@sesame/event-generator';
import * as z from 'zod';

export const measures = [
  ...['sent', 'recipients', 'delivered', 'delivery_delayed', 'bounced_hard', 'bounced_soft', 'bounced_undetermined'],
  ...[
    'suppressed',
    'complained',
    'rejected',
    'rendering_failed',
    'opened',
    'clicked',
    'unique_opened',
    'unique_clicked',
  ],
  'unsubscribed',
];
/** What one thing adds to which measures. */
type Counts = Record<string, number>;

/** Something that is counted once, however often it is told. */
interface Countable {
  key: string;
  at: number;
  counts: Counts;
}

/** What is counted of one message, apart by each of these. */
export const dimensions = ['overall', 'stream', 'domain', 'template', 'tag:campaign', 'tag:tenant'] as const;
export type Dimension = (typeof dimensions)[number];
export const intervals = { minute: 16, hour: 13, day: 10 } as const;
export type Interval = keyof typeof intervals;

/** Counts by period and value: `2026-11-22T12 marketing`. */
export type Table = Map<string, Counts>;

/** An address as the suppression list must have it. */
export interface Suppressed {
  origin: 'bounce' | 'complaint';
  happenedAt: string;
  feedbackId: string;
}

const addresses = z.array(z.object({ emailAddress: z.string(), action: z.string().optional() }));
const saidAt = z.object({ timestamp: z.string() });
const bounceSaid = saidAt.extend({
  feedbackId: z.string(),
  bounceType: z.string(),
  bounceSubType: z.string(),
  bouncedRecipients: addresses,
});
const complaintSaid = saidAt.extend({
  feedbackId: z.string(),
  complaintSubType: z.string().nullable(),
  complaintFeedbackType: z.string().optional(),
  complainedRecipients: addresses,
});
const delaySaid = saidAt.extend({ delayType: z.string(), delayedRecipients: addresses });
const subscriptionSaid = saidAt.extend({ newTopicPreferences: z.object({ unsubscribeAll: z.boolean() }) });
const clickSaid = saidAt.extend({ link: z.string() });
const heldBack = /^On(Account|Tenant)SuppressionList$/;

/** The counts of each period that is not empty, by each dimension. */
export function countedBy(records: Iterable<SesEventRecord>, interval: Interval, dimension: Dimension): Table {
  const table: Table = new Map();
  const seen = new Set<string>();
  for (const record of records) {
    const value = valueOf(record, dimension);
    for (const { key, at, counts } of countablesOf(record)) {
      if (seen.has(key) || value === undefined || Object.keys(counts).length === 0) continue;
      seen.add(key);
      const cell = `${new Date(at).toISOString().slice(0, intervals[interval])} ${value}`;
      const sums = table.get(cell) ?? {};
      for (const [measure, count] of Object.entries(counts)) sums[measure] = (sums[measure] ?? 0) + count;
      table.set(cell, sums);
    }
  }
  return table;
}

function valueOf({ mail }: SesEventRecord, dimension: Dimension): string | undefined {
  if (dimension === 'overall') return 'all';
  if (dimension === 'stream')
    return /-(transactional|marketing)$/.exec(mail.tags['ses:configuration-set']?.[0] ?? '')?.[1];
  if (dimension === 'domain') return mail.tags['ses:from-domain']?.[0];
  return mail.tags[dimension === 'template' ? 'sesame-template' : dimension.slice('tag:'.length)]?.[0];
}

function countablesOf(record: SesEventRecord): Countable[] {
  const { eventType, mail } = record;
  const sentAt = Date.parse(mail.timestamp);
  /** A clock before the sending of the message is wrong. */
  const when = (timestamp: string) => Math.max(Date.parse(timestamp), sentAt);
  const once = (counts: Counts, at = sentAt, ...key: string[]): Countable => ({
    key: JSON.stringify([eventType, mail.messageId, ...key]),
    at,
    counts,
  });
  switch (eventType) {
    case 'Send':
      return [once({ sent: 1, recipients: mail.destination.length })];
    case 'Reject':
      return [once({ rejected: 1 })];
    case 'Rendering Failure':
      return [once({ rendering_failed: 1 })];
    case 'Delivery': {
      const { timestamp, recipients } = saidAt.extend({ recipients: z.array(z.string()) }).parse(record['delivery']);
      return recipients.map((recipient) => once({ delivered: 1 }, when(timestamp), recipient.toLowerCase()));
    }
    case 'DeliveryDelay': {
      const { timestamp, delayType, delayedRecipients } = delaySaid.parse(record['deliveryDelay']);
      return delayedRecipients.map(({ emailAddress }) =>
        once({ delivery_delayed: 1 }, when(timestamp), emailAddress.toLowerCase(), timestamp, delayType),
      );
    }
    case 'Bounce': {
      const { timestamp, feedbackId, bounceType, bounceSubType, bouncedRecipients } = bounceSaid.parse(
        record['bounce'],
      );
      const soft = bounceType === 'Transient' ? 'bounced_soft' : 'bounced_undetermined';
      const hard = heldBack.test(bounceSubType) ? 'suppressed' : 'bounced_hard';
      const measure = bounceType === 'Permanent' ? hard : soft;
      return bouncedRecipients.map(({ emailAddress }) =>
        once({ [measure]: 1 }, when(timestamp), feedbackId, emailAddress.toLowerCase()),
      );
    }
    case 'Complaint': {
      const said = complaintSaid.parse(record['complaint']);
      const isHeldBack = heldBack.test(said.complaintSubType ?? '');
      const counts = isHeldBack
        ? { suppressed: 1 }
        : said.complaintFeedbackType === 'not-spam'
          ? {}
          : { complained: 1 };
      return said.complainedRecipients.map(({ emailAddress }) =>
        once(counts, when(said.timestamp), said.feedbackId, emailAddress.toLowerCase()),
      );
    }
    case 'Open': {
      const { timestamp } = saidAt.parse(record['open']);
      return [once({ opened: 1 }, when(timestamp), timestamp), once({ unique_opened: 1 }, sentAt, 'first')];
    }
    case 'Click': {
      const { timestamp, link } = clickSaid.parse(record['click']);
      return [once({ clicked: 1 }, when(timestamp), timestamp, link), once({ unique_clicked: 1 }, sentAt, 'first')];
    }
    case 'Subscription': {
      const { timestamp, newTopicPreferences } = subscriptionSaid.parse(record['subscription']);
      return [once(newTopicPreferences.unsubscribeAll ? { unsubscribed: 1 } : {}, when(timestamp), timestamp)];
    }
    default:
      throw new Error(`The oracle knows no ${eventType}.`);
  }
}

interface Feedback {
  at: number;
  feedbackId: string;
}

/** The suppression list that must come of it, by address in lower case. */
export function suppressedBy(records: Iterable<SesEventRecord>): Map<string, Suppressed> {
  const hard = new Map<string, Feedback[]>();
  const soft = new Map<string, Feedback[]>();
  const complaints = new Map<string, Feedback[]>();
  for (const record of records) {
    const sentAt = Date.parse(record.mail.timestamp);
    const note = (list: Map<string, Feedback[]>, address: string, said: { timestamp: string; feedbackId: string }) => {
      const at = Math.max(Date.parse(said.timestamp), sentAt);
      const key = address.toLowerCase();
      list.set(key, [...(list.get(key) ?? []), { at, feedbackId: said.feedbackId }]);
    };
    if (record.eventType === 'Bounce') {
      const bounce = bounceSaid.parse(record['bounce']);
      for (const { emailAddress, action } of bounce.bouncedRecipients) {
        if (isHard(bounce)) note(hard, emailAddress, bounce);
        else if (isSoft(bounce) && action === 'failed') note(soft, emailAddress, bounce);
      }
    } else if (record.eventType === 'Complaint') {
      const complaint = complaintSaid.parse(record['complaint']);
      if (heldBack.test(complaint.complaintSubType ?? '') || complaint.complaintFeedbackType === 'not-spam') continue;
      for (const { emailAddress } of complaint.complainedRecipients) note(complaints, emailAddress, complaint);
    }
  }
  const list = new Map<string, Suppressed>();
  for (const address of new Set([...hard.keys(), ...soft.keys(), ...complaints.keys()])) {
    const complaint = newest(complaints.get(address) ?? []);
    const bounce = newest([...(hard.get(address) ?? []), ...tooManyOf(soft.get(address) ?? [])]);
    const shown = complaint ?? bounce;
    if (!shown) continue;
    const happenedAt = new Date(shown.at).toISOString();
    list.set(address, { origin: complaint ? 'complaint' : 'bounce', happenedAt, feedbackId: shown.feedbackId });
  }
  return list;
}

function isHard({ bounceType, bounceSubType }: z.infer<typeof bounceSaid>): boolean {
  return bounceType === 'Permanent' && ['General', 'NoEmail', 'Suppressed'].includes(bounceSubType);
}

function isSoft({ bounceType, bounceSubType }: z.infer<typeof bounceSaid>): boolean {
  if (bounceType === 'Undetermined') return bounceSubType === 'Undetermined';
  return bounceType === 'Transient' && ['General', 'MailboxFull'].includes(bounceSubType);
}

const dayMs = 24 * 3_600_000;

/** The last of those that have, with themselves, at least 5 within 14 days behind them that span at least 3 days. */
function tooManyOf(bounces: readonly Feedback[]): Feedback[] {
  const completing = bounces.filter(({ at }) => {
    const within = bounces.filter((other) => other.at <= at && other.at >= at - 14 * dayMs);
    return within.length >= 5 && at - Math.min(...within.map((other) => other.at)) >= 3 * dayMs;
  });
  const last = newest(completing);
  return last ? [last] : [];
}

function newest(feedback: readonly Feedback[]): Feedback | undefined {
  return [...feedback].sort((one, other) => one.at - other.at || (one.feedbackId < other.feedbackId ? -1 : 1)).at(-1);
}
