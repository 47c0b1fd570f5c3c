import { streams, type Stream } from '@sesame/email';
import type { Measured } from '@sesame/lambda';
import type { HeldReason } from '../email';
import type { Outcome } from './outcome-of';

/** What became of an e-mail in one delivery. */
export type Delivery = { stream: Stream; outcome: Outcome | { status: 'suppressed' } };

const names = { sent: 'Sent', failed: 'Failed', queued: 'Requeued', unknown: 'Unknown', suppressed: 'Suppressed' };
const heldNames: Record<HeldReason, string> = {
  paced: 'HeldPaced',
  throttled: 'HeldThrottled',
  quota: 'HeldQuota',
  paused: 'HeldPaused',
};

/** How many e-mails of each stream became what, as metrics by stream; of a stream that had none, nothing. */
export function deliveryMetrics(deliveries: readonly Delivery[]): Measured[] {
  return streams.flatMap((stream) => {
    const metrics: Record<string, number> = {};
    for (const { outcome } of deliveries.filter((delivery) => delivery.stream === stream)) {
      const name = outcome.status === 'held' ? heldNames[outcome.reason] : names[outcome.status];
      metrics[name] = (metrics[name] ?? 0) + 1;
    }
    return Object.keys(metrics).length > 0 ? [{ metrics, by: { stream } }] : [];
  });
}
