import type { EmulatedService } from '../emulated-service';
import { changeMessageVisibility } from './change-message-visibility';
import { changeMessageVisibilityBatch } from './change-message-visibility-batch';
import { deleteMessage } from './delete-message';
import { deleteMessageBatch } from './delete-message-batch';
import { getQueueAttributes } from './get-queue-attributes';
import { getQueueUrl } from './get-queue-url';
import { listQueues } from './list-queues';
import { purgeQueue } from './purge-queue';
import { receiveMessage } from './receive-message';
import { sendMessage } from './send-message';
import { sendMessageBatch } from './send-message-batch';
import type { Sqs } from './sqs';

/** SQS as the server sees it. Queues are made and removed by CloudFormation, not over HTTP. */
export function sqsService(sqs: Sqs): EmulatedService<Sqs> {
  return {
    signingName: 'sqs',
    protocol: 'json-1.0',
    routedBy: 'AmazonSQS',
    state: sqs,
    operations: [
      changeMessageVisibility,
      changeMessageVisibilityBatch,
      deleteMessage,
      deleteMessageBatch,
      getQueueAttributes,
      getQueueUrl,
      listQueues,
      purgeQueue,
      receiveMessage,
      sendMessage,
      sendMessageBatch,
    ],
    stop: () => sqs.stop(),
  };
}
