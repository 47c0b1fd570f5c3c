import type { Measured } from '@sesame/lambda';
import type { Guarded } from './guard-stream';

/**
 * How a stream stands, as metrics by stream: `Paused` and `Warned` are 0 or 1; the rates are fractions of 1, of
 * `RatedRecipients`, and missing while there are none.
 */
export function guardMetrics({ standing: { stream, state }, window }: Pick<Guarded, 'standing' | 'window'>): Measured {
  const { recipients, bounce_rate: bounceRate, complaint_rate: complaintRate } = window;
  const metrics = {
    Paused: state === 'paused' ? 1 : 0,
    Warned: state === 'warned' ? 1 : 0,
    RatedRecipients: recipients,
    ...(bounceRate !== null && { BounceRate: bounceRate }),
    ...(complaintRate !== null && { ComplaintRate: complaintRate }),
  };
  return { metrics, by: { stream } };
}
