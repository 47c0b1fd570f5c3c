import * as z from 'zod/mini';
import { MalformedEventError } from './malformed-event-error';
import { parsed } from './parsed';
import type { Control } from './envelope';
import { parseSnsMessage } from './sns-message';
import type { SesRecord } from './ses-record';

/** What is expected of the envelope: the topic it must name, or any. */
export interface Expected {
  topicArn?: string;
}

const envelope = z.object({
  Type: z.literal(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  TopicArn: z.string(),
  Message: z.string(),
});

/**
 * Opens the envelope of SNS, which is the same in an SQS message, in an event of Lambda and at an HTTP endpoint but for
 * the spelling of some URLs, which are not read.
 * @throws MalformedEventError
 */
export function openSnsEnvelope(where: string, value: unknown, { topicArn }: Expected): SesRecord | Control {
  const { Type, TopicArn, Message } = parsed(envelope, where, value);
  if (topicArn !== undefined && TopicArn !== topicArn) {
    throw new MalformedEventError(`${where}.TopicArn`, 'is another topic than expected');
  }
  return Type === 'Notification' ? parseSnsMessage('Message', Message) : { kind: 'control', name: Type };
}
