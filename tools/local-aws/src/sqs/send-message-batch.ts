import * as z from 'zod';
import { operation } from '../operation';
import { eachEntry } from './batch';
import { attributeBytes } from './message-attributes';
import { existingQueueAt, queueAccess } from './queue-access';
import { maximumMessageBytes } from './queue-settings';
import { messageInput, sendOne } from './send-message';
import { senderIdOf } from './sender-id';
import type { Sqs } from './sqs';
import { batchRequestTooLong } from './sqs-errors';

export const sendMessageBatch = operation<Sqs>()({
  name: 'SendMessageBatch',
  documentation: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html',
  input: z.strictObject({
    QueueUrl: z.string(),
    Entries: z.array(z.strictObject({ Id: z.string(), ...messageInput })),
  }),
  // IAM has no action of its own for any of the batches.
  access: (sqs, input) => queueAccess(sqs, 'sqs:SendMessage', input),
  run(sqs, { QueueUrl, Entries }, { principal }) {
    const name = existingQueueAt(sqs, QueueUrl);
    const bytes = Entries.reduce(
      (sum, { MessageBody, MessageAttributes = {} }) =>
        sum + Buffer.byteLength(MessageBody) + attributeBytes(MessageAttributes),
      0,
    );
    if (bytes > maximumMessageBytes) throw batchRequestTooLong(maximumMessageBytes, bytes);
    const senderId = senderIdOf(principal);
    return eachEntry('SendMessageBatchRequestEntry', Entries, (message) => sendOne(sqs, name, message, senderId));
  },
});
