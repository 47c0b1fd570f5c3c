import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { log } from './log';
import { nameOfError } from './name-of-error';

/**
 * A handler that gives every record of an SQS batch to `handle`, all at once. Returning means done; throwing means that
 * this record alone is delivered again, and after the queue's last try goes to its dead-letter queue.
 *
 * Lambda reads the answer only where the event source says `functionResponseType: ReportBatchItemFailures`.
 */
export function forEachRecord(
  handle: (record: SQSRecord) => Promise<void>,
): (event: SQSEvent) => Promise<SQSBatchResponse> {
  return async ({ Records }) => {
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
    await Promise.all(
      Records.map(async (record) => {
        try {
          await handle(record);
        } catch (error) {
          log.error('record failed', { error: nameOfError(error), messageId: record.messageId });
          batchItemFailures.push({ itemIdentifier: record.messageId });
        }
      }),
    );
    return { batchItemFailures };
  };
}
