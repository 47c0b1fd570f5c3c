import type { Counts } from '../counts/counts';
import { ratesOf } from '../counts/rates';

/** What the resend client's `emails.metrics` knows, in its order (resend 6.38, `EmailMetric`). */
export const emailMetrics = [
  'received',
  'delivered',
  'complained',
  'suppressed',
  'bounced',
  'bounced_transient',
  'bounced_permanent',
  'bounced_undetermined',
  'opened',
  'clicked',
  'unsubscribed',
  'delivery_delayed',
  'failed',
  'sent',
  'unique_opened',
  'unique_clicked',
  'delivery_rate',
  'open_rate',
  'click_rate',
  'bounce_rate',
  'complaint_rate',
  'unsubscribe_rate',
] as const;

export type EmailMetric = (typeof emailMetrics)[number];

/**
 * What is counted, in Resend's words. Sesame receives no mail. A rate of nothing is 0, since the client's type has no
 * `null`; that rates are fractions of 1 there is unverified.
 */
export function emailMetricsOf(counts: Counts): Record<EmailMetric, number> {
  const { bounced_soft: soft = 0, bounced_hard: hard = 0, bounced_undetermined: undetermined = 0 } = counts;
  const rates = ratesOf(counts);
  return {
    received: 0,
    delivered: counts.delivered ?? 0,
    complained: counts.complained ?? 0,
    suppressed: counts.suppressed ?? 0,
    bounced: soft + hard + undetermined,
    bounced_transient: soft,
    bounced_permanent: hard,
    bounced_undetermined: undetermined,
    opened: counts.opened ?? 0,
    clicked: counts.clicked ?? 0,
    unsubscribed: counts.unsubscribed ?? 0,
    delivery_delayed: counts.delivery_delayed ?? 0,
    failed: (counts.rejected ?? 0) + (counts.rendering_failed ?? 0),
    sent: counts.sent ?? 0,
    unique_opened: counts.unique_opened ?? 0,
    unique_clicked: counts.unique_clicked ?? 0,
    delivery_rate: rates.delivery_rate ?? 0,
    open_rate: rates.open_rate ?? 0,
    click_rate: rates.click_rate ?? 0,
    bounce_rate: rates.bounce_rate ?? 0,
    complaint_rate: rates.complaint_rate ?? 0,
    unsubscribe_rate: rates.unsubscribe_rate ?? 0,
  };
}
