import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Guarded } from './guard-stream';

/**
 * How a stream stands, as metrics of the namespace `Sesame` by function and stream: `Paused` and `Warned` are 0 or 1; the rates
 * are fractions of 1, of `RatedRecipients`. Lines of the log, as every metric of Sesame is.
 */
export function guardMetrics(functionName: string): (guarded: Pick<Guarded, 'standing' | 'window'>) => void {
  const metrics = new Metrics({ namespace: 'Sesame', serviceName: functionName });
  return ({ standing: { stream, state }, window }) => {
    metrics.addDimension('stream', stream);
    metrics.addMetric('Paused', MetricUnit.Count, state === 'paused' ? 1 : 0);
    metrics.addMetric('Warned', MetricUnit.Count, state === 'warned' ? 1 : 0);
    metrics.addMetric('RatedRecipients', MetricUnit.Count, window.recipients);
    if (window.bounce_rate !== null) metrics.addMetric('BounceRate', MetricUnit.NoUnit, window.bounce_rate);
    if (window.complaint_rate !== null) metrics.addMetric('ComplaintRate', MetricUnit.NoUnit, window.complaint_rate);
    metrics.publishStoredMetrics();
  };
}
