import type { PolledSqs } from './event-source-mapping';
import { invalidParameter, mustLieBetween } from './invalid-parameter';
import type { EventSourceMappingSettings } from './lambda';

/**
 * Throws where Lambda refuses to create a mapping. Ranges: AWS documentation, "CreateEventSourceMapping"; texts as
 * recorded in public, those of the ranges unverified.
 */
export function checkEventSourceMapping(
  settings: EventSourceMappingSettings,
  {
    functionTimeoutSeconds,
    sqs,
  }: { functionTimeoutSeconds: number; sqs: Pick<PolledSqs, 'exists' | 'nameOf' | 'settingsOf'> },
): void {
  const { batchSize, maximumBatchingWindowSeconds, maximumConcurrency } = settings;
  mustLieBetween('batchSize', batchSize, 1, 10_000);
  mustLieBetween('maximumBatchingWindowInSeconds', maximumBatchingWindowSeconds, 0, 300);
  if (maximumConcurrency !== undefined) mustLieBetween('scalingConfig.maximumConcurrency', maximumConcurrency, 2, 1000);
  if (batchSize > 10 && maximumBatchingWindowSeconds === 0) {
    throw invalidParameter(
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    );
  }

  const queueName = sqs.nameOf(settings.eventSourceArn);
  if (!sqs.exists(queueName)) {
    throw invalidParameter(
      'Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist.',
    );
  }
  const { VisibilityTimeout } = sqs.settingsOf(queueName);
  if (functionTimeoutSeconds > VisibilityTimeout) {
    throw invalidParameter(
      `Queue visibility timeout: ${VisibilityTimeout} seconds is less than Function timeout: ${functionTimeoutSeconds} seconds`,
    );
  }
}
