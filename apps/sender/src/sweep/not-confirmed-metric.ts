import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/**
 * Counts e-mails that have failed because nothing was heard of them, as the metric `NotConfirmed` of the namespace `Sesame`.
 * It is a line of the log (CloudWatch's embedded metric format), so it takes no permission and no call.
 */
export function notConfirmedMetric(functionName: string): () => void {
  const metrics = new Metrics({ namespace: 'Sesame', serviceName: functionName });
  return () => {
    metrics.addMetric('NotConfirmed', MetricUnit.Count, 1);
    metrics.publishStoredMetrics();
  };
}
