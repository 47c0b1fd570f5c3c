import * as z from 'zod';
import { operation } from '../operation';
import { messageAttributesInput } from './message-attributes';
import { queueAccess } from './queue-access';
import { senderIdOf } from './sender-id';
import type { Sqs } from './sqs';

/** The members that a message has alone and in a batch. */
export const messageInput = {
  MessageBody: z.string(),
  DelaySeconds: z.int().exactOptional(),
  MessageAttributes: messageAttributesInput.exactOptional(),
};

type Message = z.infer<z.ZodObject<typeof messageInput>>;

/** Stores one message and gives what SendMessage answers, and SendMessageBatch for each entry. */
export function sendOne(
  sqs: Sqs,
  queueName: string,
  { MessageBody, DelaySeconds, MessageAttributes }: Message,
  senderId: string,
) {
  const sent = sqs.send(queueName, {
    body: MessageBody,
    senderId,
    ...(DelaySeconds !== undefined && { delaySeconds: DelaySeconds }),
    ...(MessageAttributes && { messageAttributes: MessageAttributes }),
  });
  return {
    MessageId: sent.messageId,
    MD5OfMessageBody: sent.md5OfBody,
    ...(sent.md5OfMessageAttributes !== undefined && { MD5OfMessageAttributes: sent.md5OfMessageAttributes }),
  };
}

export const sendMessage = operation<Sqs>()({
  name: 'SendMessage',
  documentation: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html',
  input: z.strictObject({ QueueUrl: z.string(), ...messageInput }),
  access: (sqs, input) => queueAccess(sqs, 'sqs:SendMessage', input),
  run: (sqs, { QueueUrl, ...message }, { principal }) =>
    sendOne(sqs, sqs.nameOf(QueueUrl), message, senderIdOf(principal)),
});
