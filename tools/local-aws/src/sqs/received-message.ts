import { hash } from 'node:crypto';
import type { MessageAttributes } from './message-attributes';
import type { StoredMessage } from './messages';
import { receiptHandleOf } from './receipt-handle';

export interface ReceivedMessage {
  messageId: string;
  receiptHandle: string;
  body: string;
  md5OfBody: string;
  /** ApproximateReceiveCount, SentTimestamp, SenderId, ApproximateFirstReceiveTimestamp; DeadLetterQueueSourceArn in a dead-letter queue. */
  attributes: Record<string, string>;
  messageAttributes: MessageAttributes;
}

/** A message as its receiver gets it, its receive already counted. */
export function asReceived(queueName: string, message: StoredMessage): ReceivedMessage {
  const { sequence, receiveCount } = message;
  return {
    messageId: message.id,
    receiptHandle: receiptHandleOf({ queueName, sequence, receiveCount }),
    body: message.body,
    md5OfBody: hash('md5', message.body),
    attributes: {
      // SQS counts receives "across all queues", so those before a move to a dead-letter queue too.
      ApproximateReceiveCount: String(receiveCount + message.receivedElsewhere),
      SentTimestamp: String(message.sentAt),
      SenderId: message.senderId,
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
      ...(message.deadLetterSource !== undefined && { DeadLetterQueueSourceArn: message.deadLetterSource }),
    },
    messageAttributes: message.attributes,
  };
}
