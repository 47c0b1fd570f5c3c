import * as z from 'zod';
import { operation } from '../operation';
import { md5OfMessageAttributes, selectAttributes } from './message-attributes';
import { queueAccess } from './queue-access';
import { maximumWaitTimeSeconds } from './queue-settings';
import type { ReceivedMessage, Sqs } from './sqs';
import { invalidValueOf } from './sqs-errors';

export const receiveMessage = operation<Sqs>()({
  name: 'ReceiveMessage',
  documentation: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html',
  input: z.strictObject({
    QueueUrl: z.string(),
    MaxNumberOfMessages: z.int().exactOptional(),
    VisibilityTimeout: z.int().exactOptional(),
    WaitTimeSeconds: z.int().exactOptional(),
    AttributeNames: z.array(z.string()).exactOptional(),
    MessageSystemAttributeNames: z.array(z.string()).exactOptional(),
    MessageAttributeNames: z.array(z.string()).exactOptional(),
  }),
  access: (sqs, input) => queueAccess(sqs, 'sqs:ReceiveMessage', input),
  async run(sqs, input, { signal }) {
    const { MaxNumberOfMessages = 1, VisibilityTimeout, WaitTimeSeconds } = input;
    if (!(MaxNumberOfMessages >= 1 && MaxNumberOfMessages <= 10))
      throw invalidValueOf('MaxNumberOfMessages', MaxNumberOfMessages, 'Must be between 1 and 10, if provided.');
    if (WaitTimeSeconds !== undefined && !(WaitTimeSeconds >= 0 && WaitTimeSeconds <= maximumWaitTimeSeconds))
      throw invalidValueOf('WaitTimeSeconds', WaitTimeSeconds, 'Must be >= 0 and <= 20, if provided.');
    const received = await sqs.receive(sqs.nameOf(input.QueueUrl), {
      maxNumberOfMessages: MaxNumberOfMessages,
      ...(VisibilityTimeout !== undefined && { visibilityTimeoutSeconds: VisibilityTimeout }),
      ...(WaitTimeSeconds !== undefined && { waitTimeSeconds: WaitTimeSeconds }),
      ...(signal && { signal }),
    });
    const systemNames = [...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])];
    const messages = received.map((message) => answerOf(message, systemNames, input.MessageAttributeNames ?? []));
    return messages.length > 0 ? { Messages: messages } : {};
  },
});

/** A message with those of its attributes that were asked for; the MD5 is of these, so that the client can check it. */
function answerOf(message: ReceivedMessage, systemNames: string[], attributeNames: string[]) {
  const system = Object.entries(message.attributes).filter(
    ([name]) => systemNames.includes('All') || systemNames.includes(name),
  );
  const attributes = selectAttributes(message.messageAttributes, attributeNames);
  const md5OfAttributes = md5OfMessageAttributes(attributes);
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle,
    MD5OfBody: message.md5OfBody,
    Body: message.body,
    ...(system.length > 0 && { Attributes: Object.fromEntries(system) }),
    ...(md5OfAttributes !== undefined && { MessageAttributes: attributes, MD5OfMessageAttributes: md5OfAttributes }),
  };
}
