import type { LogAttributes } from '@aws-lambda-powertools/logger/types';

/** Numbers by the names of their metrics, and what they are told apart by beside the function. */
export type Measured = { metrics: Record<string, number>; by?: Record<string, string> };

/**
 * Members of an entry of the log that CloudWatch makes metrics of, in the namespace `Sesame`, by `function` and by what `by`
 * holds (AWS documentation: CloudWatch embedded metric format). So a metric takes no call, no permission and no library, and
 * some 200 bytes of a line that is written anyway.
 */
export function metricsInLog(
  { metrics, by = {} }: Measured,
  { functionName, now }: { functionName: string; now: Date },
): LogAttributes {
  const dimensions = { function: functionName, ...by };
  const Metrics = Object.keys(metrics).map((Name) => ({ Name }));
  const CloudWatchMetrics = [{ Namespace: 'Sesame', Dimensions: [Object.keys(dimensions)], Metrics }];
  return { _aws: { Timestamp: now.getTime(), CloudWatchMetrics }, ...dimensions, ...metrics };
}
