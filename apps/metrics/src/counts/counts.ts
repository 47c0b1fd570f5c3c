import { isHeldBack, isNotSpam, type Fact } from '@sesame/ledger';

/** What is counted. `rated_…` are what rates are made of: as SES counts them, and without its mailbox simulator. */
export const measures = [
  /** Messages that SES took. */
  'sent',
  /** Their recipients. */
  'recipients',
  'delivered',
  /** Reports of a delay, of which one recipient can have several. */
  'delivery_delayed',
  'bounced_hard',
  'bounced_soft',
  'bounced_undetermined',
  /** Recipients SES did not try, since they are on its own suppression list. */
  'suppressed',
  'complained',
  'rejected',
  'rendering_failed',
  'opened',
  'clicked',
  /** Messages that were opened, and clicked in, in the time when they were sent. */
  'unique_opened',
  'unique_clicked',
  'unsubscribed',
  'rated_recipients',
  'rated_bounces',
  'rated_complaints',
] as const;

export type Measure = (typeof measures)[number];

/** How many there are of each; what is missing is 0. */
export type Counts = Readonly<Partial<Record<Measure, number>>>;

/** Both together: associative, commutative, and `{}` changes nothing. */
export function sumOf(one: Counts, other: Counts): Counts {
  const sum = { ...one };
  addCounts(sum, other);
  return sum;
}

/** Adds to the first what is in the second. */
export function addCounts(sum: Partial<Record<Measure, number>>, more: Counts): void {
  for (const [measure, count] of Object.entries(more) as [Measure, number][])
    sum[measure] = (sum[measure] ?? 0) + count;
}

/** What one fact adds. */
export function countsOf(fact: Fact): Counts {
  const { details, simulatedRecipients = 0 } = fact;
  const isRated = simulatedRecipients === 0;
  if (isHeldBack(details)) return { suppressed: 1 };
  switch (details.type) {
    case 'send':
      return {
        sent: 1,
        recipients: details.recipients,
        rated_recipients: details.recipients - simulatedRecipients,
      };
    case 'delivery':
      return { delivered: 1 };
    case 'delivery-delay':
      return { delivery_delayed: 1 };
    case 'bounce':
      if (details.bounceType === 'Permanent') return { bounced_hard: 1, ...(isRated && { rated_bounces: 1 }) };
      return details.bounceType === 'Transient' ? { bounced_soft: 1 } : { bounced_undetermined: 1 };
    case 'complaint':
      return isNotSpam(details) ? {} : { complained: 1, ...(isRated && { rated_complaints: 1 }) };
    case 'reject':
      return { rejected: 1 };
    case 'rendering-failure':
      return { rendering_failed: 1 };
    case 'open':
      return { opened: 1 };
    case 'click':
      return { clicked: 1 };
    case 'first-open':
      return { unique_opened: 1 };
    case 'first-click':
      return { unique_clicked: 1 };
    case 'subscription':
      return details.optOut === false ? {} : { unsubscribed: 1 };
    case 'unsubscribe':
      return { unsubscribed: 1 };
    case 'other':
      return {};
  }
}
