import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { log } from './log';
import { nameOfError } from './name-of-error';
import { placeOfError } from './place-of-error';

/**
 * A handler that gives every record of an SQS batch to `handle`, all at once. Returning means done; throwing means that
 * this record alone is delivered again, and after the queue's last try goes to its dead-letter queue. Each failure is
 * logged by the error's name and the message id, and for a malformed message by the place in it.
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
          const where = placeOfError(error);
          log.error('record failed', {
            error: nameOfError(error),
            ...(where !== undefined && { where }),
            messageId: record.messageId,
          });
          batchItemFailures.push({ itemIdentifier: record.messageId });
        }
      }),
    );
    return { batchItemFailures };
  };
}
